/**
 * Runs before the first paint, which modules do not: direction and theme would else be seen to change.
 */
(() => {
  const root = document.documentElement;
  try {
    const tag = sessionStorage.getItem('console.language') ?? navigator.language;
    if (new Intl.Locale(tag).maximize().script === 'Arab') root.dir = 'rtl';
  } catch {
    // The page finds out.
  }
  try {
    root.dataset.theme = localStorage.getItem('console.theme') ?? 'auto';
  } catch {
    root.dataset.theme = 'auto';
  }
})();
