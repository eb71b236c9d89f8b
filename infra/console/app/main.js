// Puts the page together.

import { $, h } from './dom.js';
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

/** The trader's zone: that of the preferences, once they are known. */
class Zone extends EventTarget {
  name = browserZone();

  set(name) {
    if (name === this.name) return;
    this.name = name;
    this.dispatchEvent(new Event('change'));
  }
}

async function start() {
  setUpTheme($('#theme'));
  const response = await fetch('config.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`config.json: HTTP ${response.status}`);
  const config = await response.json();
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
  $('#connection-text').replaceChildren(h('span', {}, 'Not started'));
});
