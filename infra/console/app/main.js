/**
 * The page: its parts are put together here.
 */

import { $, say } from './dom.js';
import { Session, tokenOfAddress } from './session.js';
import { browserZone } from './zone.js';
import { clearNotices, notice } from './notice.js';
import { numberLanguage } from './numbers.js';
import { ask } from './confirm.js';
import * as local from './local.js';
import { Places } from './places.js';
import { rejectionText } from './words.js';
import { language, onLanguage, startLanguage, text, textOr, useLanguage } from './texts.js';
import { setUpConnection } from './connection.js';
import { setUpDemo } from './demo.js';
import { setUpDetails } from './details.js';
import { setUpFollow } from './follow.js';
import { setUpMarket } from './market.js';
import { setUpPreferences } from './preferences.js';
import { setUpReachability } from './reachability.js';
import { setUpSignIn } from './signin.js';
import { setUpTheme } from './theme.js';
import { setUpTimeline } from './timeline.js';
import { setUpWelcome } from './welcome.js';
import '../inbox/trader-inbox.js';

/** @typedef {import('./types.js').Config} Config */

/** The time after which a system that is still starting is asked again. */
const LOOK_AGAIN_MS = 1_000;

/**
 * The trader's zone: that of the preferences, once they are known. Tells with `change` that it is another
 * one.
 */
class Zone
  extends /** @type {import('./types.js').TypedClass<import('./types.js').Changes>} */ (EventTarget)
{
  name = browserZone();

  /** @param {string} name */
  set(name) {
    if (name === this.name) return;
    this.name = name;
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * The token that the page was opened with. Taken first of all: nothing may be read over a shoulder, or
 * copied with the address.
 */
const offered = tokenOfAddress();

/**
 * Reads the configuration, and waits for a system that is still starting.
 * @returns {Promise<Config | null>} null where the page is about to be loaded again. Rejects where there is
 *   none
 */
async function readConfig() {
  for (let waited = false; ; waited = true) {
    const response = await fetch('config.json', { cache: 'no-store' });
    if (response.ok) {
      if (!waited) return response.json();
      if (offered !== null) history.replaceState(null, '', `#${new URLSearchParams({ token: offered })}`);
      // The policy that came with this page does not know the system's addresses yet.
      location.reload();
      return null;
    }
    const { code, message } = await response.json().catch(() => ({}));
    if (code !== 'starting') throw new Error(message ?? `config.json: HTTP ${response.status}`);
    say($('#connection-text'), text('connection-system'));
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** Lets the browser paint and take input, which one long start of all parts would hold up. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

/** Says in the title of the page how many are unread. @param {Session} session */
function setUpTitle(session) {
  let last = { unread: 0, unreadMore: false };
  /** @param {import('../client/types.js').Unread} now */
  const tell = (now) => {
    last = now;
    const { unread, unreadMore } = now;
    const title = text('page-title');
    document.title = unread > 0 ? `(${unread}${unreadMore ? '+' : ''}) ${title}` : title;
  };
  session.addEventListener('client', () => tell({ unread: 0, unreadMore: false }));
  session.addEventListener('unread', ({ detail }) => tell(detail));
  onLanguage(() => tell(last));
  tell(last);
}

/**
 * Takes away what was said to the trader before, when there is another one or none.
 * @param {Session} session
 * @param {Zone} zone
 */
function setUpLeave(session, zone) {
  /** @type {string | null} */
  let before = null;
  session.addEventListener('client', () => {
    const { user } = session;
    if (before !== null && before !== user) {
      clearNotices();
      // Closed by its button, since something waits for the answer.
      if ($('#confirm').open) $('#confirm-no').click();
      /** @type {NodeListOf<HTMLDialogElement>} */
      const dialogs = document.querySelectorAll('dialog[open]:not(#sign-in)');
      for (const dialog of dialogs) dialog.close();
      numberLanguage.set(null);
      void useLanguage(null);
      zone.set(browserZone());
    }
    before = user;
  });
}

async function start() {
  await startLanguage();
  say($('#connection-text'), text('connection-starting'));
  setUpTheme($('#theme'));
  const config = await readConfig();
  if (!config) return;
  document.documentElement.toggleAttribute('data-local', Boolean(config.local));
  // What is shown depends on that: showing it earlier would move it.
  $('#main').hidden = $('#foot').hidden = false;
  const places = new Places(Boolean(config.local));
  setUpWelcome(Boolean(config.local));

  const session = new Session(config);
  const zone = new Zone();
  const inbox = $('trader-inbox');
  session.addEventListener('client', () => {
    inbox.client = session.client ?? undefined;
  });
  setUpTitle(session);
  const speak = () => {
    inbox.lang = language.locale;
  };
  onLanguage(speak);
  speak();
  setUpLeave(session, zone);
  zone.addEventListener('change', () => {
    inbox.timeZone = zone.name;
  });
  setUpConnection(session);
  // In the task in which it is shown: its rows take their room.
  setUpReachability(config, session, zone);
  await nextTask();
  const market = setUpMarket(config, session, zone);
  /** @param {string} id */
  const rejectionOf = async (id) => {
    const rejection = await local.rejection(id);
    return rejection && rejectionText(rejection);
  };
  const showTimeline = setUpTimeline(session, zone, config.local ? rejectionOf : null);
  const openTimeline = setUpDetails(session, places, showTimeline);
  /** @param {string} symbol */
  const showMarket = (symbol) => {
    places.show('app');
    market.show(symbol);
  };
  const follow = setUpFollow(config, { showMarket, openTimeline });
  inbox.addEventListener('open', ({ detail }) => follow(detail));
  inbox.addEventListener('details', ({ detail }) => openTimeline(detail.id));
  await nextTask();
  const preferences = setUpPreferences(session, zone);
  const mayLeave = async () =>
    !preferences.isChanged ||
    ask({
      title: text('leave-title'),
      text: text('leave-text', { user: session.user ?? '' }),
      yes: text('leave-yes'),
      no: text('leave-no'),
    });
  await nextTask();
  if (config.local) {
    // Not waited for: what is shown must be there when the page is.
    local.readClock().catch(() => {});
    setUpDemo(session);
    places.whenSimulator(async () => {
      const panels = document.querySelectorAll('section[data-place=simulator]');
      // A click on what is not loaded yet would do nothing.
      for (const panel of panels) panel.toggleAttribute('inert', true);
      try {
        (await import('./simulator.js')).setUpSimulator(session, zone, market, openTimeline);
        for (const panel of panels) panel.removeAttribute('inert');
      } catch {
        notice(text('simulator-not-loaded'), 'problem');
      }
    });
  }
  await setUpSignIn(config, session, { offered, mayLeave });
}

start().catch((error) => {
  console.error(error);
  // Without any texts these are in English, as the document is then.
  notice(textOr('start-failed', 'The page could not start. Load it again.'), 'problem');
  say($('#connection-text'), textOr('connection-failed', ''));
});
