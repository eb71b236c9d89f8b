// The two ways in: a demo trader where the system runs locally, else the exchange's own token.

import { $, h, replace, say } from './dom.js';
import { notice } from './notice.js';
import * as local from './local.js';
import { rememberedTrader, subjectOf, tokenOfAddress } from './session.js';

export async function setUpSignIn(config, session) {
  const who = $('#who');
  if (config.local) {
    const traders = await local.traders();
    const select = h('select', { id: 'trader', 'aria-label': 'Signed in as' },
      traders.map((trader) => h('option', { value: trader }, trader)));
    replace(who, select);
    const enter = async (trader) => {
      select.value = trader;
      try {
        await session.signInAs(trader);
      } catch (error) {
        notice(`Signing in as ${trader} failed: ${error.message}`, 'problem');
      }
    };
    select.addEventListener('change', () => enter(select.value));
    await enter(rememberedTrader(traders));
    return;
  }
  setUpToken(session, who);
}

function setUpToken(session, who) {
  const dialog = $('#sign-in');
  const field = $('#token');
  const problem = $('#token-problem');
  const enter = (token) => {
    if (!subjectOf(token)) {
      say(problem, 'This is no token: it has three parts with dots between them.');
      field.setAttribute('aria-invalid', 'true');
      return;
    }
    session.signInWith(token);
    field.value = '';
    field.removeAttribute('aria-invalid');
    say(problem, '');
    dialog.close();
    const out = h('button', { type: 'button' }, 'Sign out');
    out.addEventListener('click', async () => {
      await session.signOut();
      replace(who);
      dialog.showModal();
    });
    replace(who, h('span', { class: 'who-name' }, session.user), out);
  };
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  $('#sign-in-form').addEventListener('submit', (event) => {
    event.preventDefault();
    enter(field.value.trim());
  });
  session.addEventListener('problem', ({ detail }) => {
    if (detail?.code !== 'unauthorized') return;
    say(problem, 'The server did not accept the token. It may have expired.');
    if (!dialog.open) dialog.showModal();
  });
  const token = tokenOfAddress();
  if (token) enter(token);
  if (!session.client) dialog.showModal();
}
