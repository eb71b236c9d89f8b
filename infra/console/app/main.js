// Puts the page together.

import { $, say } from './dom.js';
import { Session } from './session.js';
import { browserZone } from './zone.js';
import { notice } from './notice.js';
import { setUpConnection } from './connection.js';
import { setUpDemo } from './demo.js';
import { setUpExchange } from './exchange.js';
import { setUpMarket } from './market.js';
import { setUpPhone } from './phone.js';
import { setUpPreferences } from './preferences.js';
import { setUpReachability } from './reachability.js';
import { setUpSignIn } from './signin.js';
import { setUpTheme } from './theme.js';
import { setUpTimeline } from './timeline.js';
import '../inbox/trader-inbox.js';

/** So often a system that is still starting is asked again. */
const LOOK_AGAIN_MS = 1_000;

/** The trader's zone: that of the preferences, once they are known. */
class Zone extends EventTarget {
  name = browserZone();

  set(name) {
    if (name === this.name) return;
    this.name = name;
    this.dispatchEvent(new Event('change'));
  }
}

/** Answers nothing where the page is about to be loaded again. */
async function readConfig() {
  for (let waited = false; ; waited = true) {
    const response = await fetch('config.json', { cache: 'no-store' });
    if (response.ok) {
      if (!waited) return response.json();
      // The policy that came with this page does not know the system's addresses yet.
      location.reload();
      return null;
    }
    const { code, message } = await response.json().catch(() => ({}));
    if (code !== 'starting') throw new Error(message ?? `config.json: HTTP ${response.status}`);
    say($('#connection-text'), 'The system is starting…');
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

async function start() {
  setUpTheme($('#theme'));
  const config = await readConfig();
  if (!config) return;
  document.documentElement.toggleAttribute('data-local', Boolean(config.local));
  // What is shown depends on that: showing it earlier would move it.
  $('#main').hidden = $('#foot').hidden = false;

  const session = new Session(config);
  const zone = new Zone();
  const inbox = $('trader-inbox');
  session.addEventListener('client', () => {
    inbox.client = session.client;
  });
  zone.addEventListener('change', () => {
    inbox.timeZone = zone.name;
  });
  setUpConnection(session);
  const market = setUpMarket(config, session, zone);
  const openTimeline = setUpTimeline(session, zone);
  inbox.addEventListener('open', ({ detail }) => openTimeline(detail.id));
  setUpReachability(config, session, zone);
  setUpPreferences(session, zone);
  if (config.local) {
    const askPhone = setUpPhone(session, zone);
    setUpExchange(session, {
      currentPrice: () => market.prices?.price ?? null,
      symbol: () => market.alerts.symbol,
      openTimeline,
      sent: askPhone,
    });
    setUpDemo(session);
  }
  await setUpSignIn(config, session);
}

start().catch((error) => {
  notice(`The console could not start: ${error.message}`, 'problem');
  say($('#connection-text'), 'Not started');
});
