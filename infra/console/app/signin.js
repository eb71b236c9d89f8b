/**
 * The two ways in: a demo trader where the system runs locally, else the exchange's own token. A token may
 * also come in the address, as `#token=…`; then the trader who is signed in already is asked first.
 */

import { $, h, replace, say } from './dom.js';
import { hasCode } from '../client/errors.js';
import { ask } from './confirm.js';
import { notice } from './notice.js';
import * as local from './local.js';
import { dropToken, keepToken, keptToken } from './kept-token.js';
import { rememberedTrader, subjectOf, tokenOfAddress } from './session.js';
import { fillTexts, text } from './texts.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {() => Promise<boolean>} MayLeave */

/**
 * Signs in, or asks for a token.
 * @param {import('./types.js').Config} config
 * @param {Session} session
 * @param {{offered: string | null, mayLeave: MayLeave}} page `offered` is the token that the page was opened
 *   with; `mayLeave` asks whether the present trader's unsaved changes may be lost
 * @returns {Promise<void>} rejects where the local server does not answer
 */
export async function setUpSignIn(config, session, { offered, mayLeave }) {
  const enter = config.local ? await setUpDemoTraders(session, mayLeave) : setUpToken(session, mayLeave);
  /** @param {string} token */
  const consider = async (token) => {
    const trader = subjectOf(token);
    if (!trader) {
      notice(text('link-unreadable'), 'problem');
      return;
    }
    if (session.user !== null && session.user !== trader) {
      const question = {
        title: text('link-title'),
        text: [text('link-text', { trader, user: session.user }), text('link-warning')],
        yes: text('link-yes', { trader }),
        no: text('link-no', { user: session.user }),
      };
      if (!(await ask(question)) || !(await mayLeave())) return;
    }
    enter(token);
  };
  addEventListener('hashchange', () => {
    const token = tokenOfAddress();
    if (token) consider(token);
  });
  if (offered) await consider(offered);
  if (!config.local && !session.client) $('#sign-in').showModal();
}

/**
 * Signs a demo trader in, and lets another one be chosen.
 * @param {Session} session
 * @param {MayLeave} mayLeave
 * @returns {Promise<(token: string) => void>} signs in with a token instead
 */
async function setUpDemoTraders(session, mayLeave) {
  const traders = await local.traders();
  const select = h(
    'select',
    { id: 'trader', dataset: { textLabel: 'sign-in-as' } },
    traders.map((trader) => h('option', { value: trader }, trader)),
  );
  replace($('#who'), select);
  fillTexts($('#who'));
  /** @param {string} trader */
  const enter = async (trader) => {
    select.value = trader;
    try {
      await session.signInAs(trader);
    } catch {
      notice(text('sign-in-failed', { trader }), 'problem');
    }
  };
  select.addEventListener('change', async () => {
    const wanted = select.value;
    // Until it is sure, it shows who is signed in.
    if (session.user) select.value = session.user;
    if (await mayLeave()) await enter(wanted);
  });
  await enter(rememberedTrader(traders));
  return (token) => {
    session.signInWith(token);
    const user = session.user ?? '';
    // A trader beside the demo traders, who can be chosen as ever.
    if (!traders.includes(user) && ![...select.options].some(({ value }) => value === user)) {
      select.append(h('option', { value: user, disabled: true }, user));
    }
    select.value = user;
  };
}

/**
 * Signs in with the token of this tab, and asks for one where there is none.
 * @param {Session} session
 * @param {MayLeave} mayLeave
 * @returns {(token: string) => void} signs in with a token
 */
function setUpToken(session, mayLeave) {
  const who = $('#who');
  const dialog = $('#sign-in');
  const field = $('#token');
  const problem = $('#token-problem');
  /** @param {string} token */
  const enter = (token) => {
    if (!subjectOf(token)) {
      say(problem, text('sign-in-no-token'));
      field.setAttribute('aria-invalid', 'true');
      return;
    }
    keepToken(token);
    session.signInWith(token);
    field.value = '';
    field.removeAttribute('aria-invalid');
    say(problem, '');
    dialog.close();
    const out = h('button', { type: 'button', dataset: { text: 'sign-out' } });
    out.addEventListener('click', async () => {
      if (!(await mayLeave())) return;
      const ended = session.signOut();
      askAgain('');
      await ended;
    });
    replace(who, h('bdi', { class: 'who-name' }, session.user), out);
    fillTexts(who);
  };
  /** @param {string} why in words for the trader */
  const askAgain = (why) => {
    replace(who);
    say(problem, why);
    if (!dialog.open) dialog.showModal();
  };
  session.addEventListener('ended', () => askAgain(text('sign-out-elsewhere')));
  // The history may bring back the page as it was before the sign-out.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && session.user !== null && keptToken() === null) void session.endHere();
  });
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  $('#sign-in-form').addEventListener('submit', (event) => {
    event.preventDefault();
    enter(field.value.trim());
  });
  session.addEventListener('problem', ({ detail }) => {
    if (!hasCode(detail, 'unauthorized')) return;
    dropToken();
    say(problem, text('sign-in-refused'));
    if (!dialog.open) dialog.showModal();
  });
  const kept = keptToken();
  if (kept) enter(kept);
  return enter;
}
