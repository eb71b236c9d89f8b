// Generated from `shared/catalogue/texts` by `cargo run -p contract`. Do not edit it.

/**
 * Loads the texts of a language. The paths are literals, so that a bundler sees them.
 * @type {Record<string, () => Promise<{default: import('./types.js').InboxTexts}>>}
 */
export const LOADERS = {
  ar: () => import('./ar.js'),
  de: () => import('./de.js'),
  es: () => import('./es.js'),
  fr: () => import('./fr.js'),
  ja: () => import('./ja.js'),
  'pt-BR': () => import('./pt-BR.js'),
  ru: () => import('./ru.js'),
  tr: () => import('./tr.js'),
  'zh-Hans': () => import('./zh-Hans.js'),
};
