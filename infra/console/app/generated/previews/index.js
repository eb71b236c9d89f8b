// Generated from the event catalogue by `cargo run -p contract`. Do not edit it.

/**
 * Loads the previews of a language.
 * @type {Record<string, () => Promise<{default: import('../../types.js').Previews}>>}
 */
export const PREVIEWS = {
  'en': () => import('./en.js'),
  'ar': () => import('./ar.js'),
  'de': () => import('./de.js'),
  'es': () => import('./es.js'),
  'fr': () => import('./fr.js'),
  'ja': () => import('./ja.js'),
  'pt-BR': () => import('./pt-BR.js'),
  'ru': () => import('./ru.js'),
  'tr': () => import('./tr.js'),
  'zh-Hans': () => import('./zh-Hans.js'),
};
