/**
 * The token of this tab. It is in the tab's session storage alone, where only scripts of this page can read
 * it: a reload stays signed in, and the end of the tab forgets it.
 *
 * A sign-out ends the sessions of the other tabs too. Those that are open are told. One that shows another
 * page at that moment is not: so the sign-outs of this browser are counted, and a token from before the last
 * one is not used again. The count says nothing about any trader.
 */

const TOKEN = 'console.token';
/** The count at the time when the token was kept. */
const KEPT_AT = 'console.token.signOuts';
const SIGN_OUTS = 'console.signOuts';

/** @returns {number} the count */
const signOuts = () => Number(localStorage.getItem(SIGN_OUTS) ?? 0);

/**
 * Keeps a token for this tab.
 * @param {string} token
 * @param {number} [count] of sign-outs after which it holds; those that this tab knows of by itself
 */
export function keepToken(token, count) {
  try {
    sessionStorage.setItem(TOKEN, token);
    sessionStorage.setItem(KEPT_AT, String(count ?? signOuts()));
  } catch {
    // The browser keeps nothing for this page: a reload asks for the token again.
  }
}

/**
 * Returns the token that this tab was signed in with: a link that leads here again must not sign it out, or
 * in as another trader. Null where there is none, or somebody has signed out since.
 */
export function keptToken() {
  try {
    if (Number(sessionStorage.getItem(KEPT_AT) ?? -1) >= signOuts()) return sessionStorage.getItem(TOKEN);
    dropToken();
  } catch {
    // As above.
  }
  return null;
}

/** Forgets the token of this tab alone: it was refused. */
export function dropToken() {
  try {
    sessionStorage.removeItem(TOKEN);
    sessionStorage.removeItem(KEPT_AT);
  } catch {
    // As above.
  }
}

/**
 * Forgets the token for good: other tabs do not use theirs again.
 * @returns {number | undefined} the count with this sign-out
 */
export function forgetToken() {
  dropToken();
  try {
    const count = signOuts() + 1;
    localStorage.setItem(SIGN_OUTS, String(count));
    return count;
  } catch {
    // As above.
    return undefined;
  }
}

/**
 * Keeps the token of a trader whom the sign-out of another one does not concern.
 * @param {number | undefined} count with that sign-out, as its tab told it: a browser that runs the tabs in
 *   different processes may show this one the new count only later
 */
export function keepOn(count) {
  try {
    const token = sessionStorage.getItem(TOKEN);
    if (token !== null) keepToken(token, count);
  } catch {
    // As above.
  }
}
