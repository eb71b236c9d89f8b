/**
 * Runs before the first paint, which modules do not: direction and theme would else be seen to change.
 */
(() => {
  const root = document.documentElement;
  if (new URLSearchParams(location.search).get('dir') === 'rtl') root.dir = 'rtl';
  try {
    root.dataset.theme = localStorage.getItem('console.theme') ?? 'auto';
  } catch {
    root.dataset.theme = 'auto';
  }
})();
