/**
 * The channels that would reach the trader, now and at any time of the day; and the devices and chats that
 * make it so.
 */

import { $, busy, button, empty, h, replace, say } from './dom.js';
import { CHANNELS, channelLabel, isCutOff, problemText, unreachableText } from './words.js';
import { listText, onLanguage, text, textOr, textWith } from './texts.js';
import { dayAndTime, minuteText, minutesOf, nextAt, timeOf } from './zone.js';
import { notice } from './notice.js';

/** @typedef {import('./types.js').ChannelReach} ChannelReach */

const RESTS_MS = 200;
/** A delivery may have found a device or chat dead; by then that is known. */
const AFTER_NOTIFICATION_MS = 4_000;

/**
 * Sets the panel up.
 * @param {import('./types.js').Config} config
 * @param {import('./session.js').Session} session
 * @param {import('./types.js').Zone} zone
 * @returns {() => Promise<void>} asks again now
 */
export function setUpReachability(config, session, zone) {
  const slider = $('#reach-slider');
  const time = $('#reach-time');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let asked = 0;
  /** Draws the last answer again. @type {(() => void) | null} */
  let drawn = null;
  const sayThen = () => {
    const at = minuteText(Number(slider.value));
    say($('#reach-then'), text('reach-then', { time: at }));
    slider.setAttribute('aria-valuetext', at);
  };

  const ask = async () => {
    const { client } = session;
    if (!client || client.state !== 'synced') return;
    const turn = (asked += 1);
    const minute = Number(slider.value);
    const at = nextAt(minute, zone.name);
    try {
      const [now, then] = await Promise.all([
        client.getReachability(),
        client.getReachability(new Date(at).toISOString()),
      ]);
      if (turn !== asked || client !== session.client) return;
      drawn = () => draw(now.channels, then.channels, at);
      drawn();
    } catch (error) {
      if (!isCutOff(error)) notice(text('reach-not-read', { problem: problemText(error) }), 'problem');
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, RESTS_MS);
  };

  /** @param {ChannelReach[]} now @param {ChannelReach[]} then @param {number} at */
  const draw = (now, then, at) => {
    show(now, then, at);
    showDevices(now.find(({ channel }) => channel === 'push')?.devices ?? []);
    showTelegram(now.find(({ channel }) => channel === 'telegram'));
  };

  const clear = () => {
    drawn = null;
    sayThen();
    say($('#reach-summary'), '');
    say($('#reach-when'), '');
    say($('#telegram-state'), '');
    replace($('#devices'));
    replace($('#telegram-code'));
    $('#telegram-link').hidden = $('#telegram-unlink').hidden = true;
    // As many rows as there will be: nothing moves when they are filled.
    replace(
      $('#reach-body'),
      CHANNELS.map(({ label }) =>
        h('tr', {}, h('th', { scope: 'row' }, label), h('td', {}, '…'), h('td', {}, '…')),
      ),
    );
  };

  /** @param {ChannelReach[]} now @param {ChannelReach[]} then @param {number} at */
  const show = (now, then, at) => {
    sayThen();
    say($('#reach-when'), text('reach-zone', { time: dayAndTime(at, zone.name), zone: zone.name }));
    /** @param {ChannelReach | undefined} line */
    const cell = (line) =>
      h(
        'td',
        { dataset: { reachable: String(Boolean(line?.reachable)) } },
        h('span', { class: 'mark', 'aria-hidden': 'true' }, line?.reachable ? '✓' : '✗'),
        h('span', {}, text(line?.reachable ? 'reach-yes' : 'reach-no')),
        !line?.reachable &&
          h('span', { class: 'why' }, line?.reason ? unreachableText(line.channel, line.reason) : ''),
      );
    /** @param {ChannelReach[]} list @param {string} name */
    const of = (list, name) => list.find(({ channel }) => channel === name);
    replace(
      $('#reach-body'),
      CHANNELS.map(({ name, label }) =>
        h(
          'tr',
          { dataset: { channel: name } },
          h('th', { scope: 'row' }, label),
          cell(of(now, name)),
          cell(of(then, name)),
        ),
      ),
    );
    const wakes = then
      .filter(({ reachable, channel }) => reachable && channel !== 'websocket')
      .map(({ channel }) => channelLabel(channel));
    const summary = $('#reach-summary');
    summary.dataset.kind = wakes.length > 0 ? 'good' : 'warn';
    say(
      summary,
      wakes.length > 0
        ? text('reach-summary', { time: minuteText(Number(slider.value)), channels: listText(wakes) })
        : text('reach-silent', { time: minuteText(Number(slider.value)) }),
    );
  };

  /**
   * @param {HTMLElement} element the button that says meanwhile that it is busy
   * @param {'devices-not-removed' | 'devices-not-registered' | 'telegram-not-linked'
   *   | 'telegram-not-unlinked'} failed
   * @param {() => Promise<unknown>} task
   */
  const act = async (element, failed, task) => {
    await busy(element, async () => {
      try {
        await task();
      } catch (error) {
        notice(text(failed, { problem: problemText(error) }), 'problem');
      }
    });
    await ask();
  };

  /** @param {import('./types.js').Device[]} devices */
  const showDevices = (devices) => {
    if (devices.length === 0) {
      replace($('#devices'), empty(text('devices-none')));
      return;
    }
    replace(
      $('#devices'),
      h(
        'ul',
        { class: 'rows' },
        devices.map((device) => {
          const platform = textOr(`platform-${device.platform}`, device.platform);
          const remove = button(text('devices-remove'), {
            class: 'small',
            'aria-label': text('devices-remove-label', { platform, device: device.deviceId }),
          });
          remove.addEventListener('click', () =>
            act(remove, 'devices-not-removed', () => session.signedIn.removeDevice(device.deviceId)),
          );
          const since = dayAndTime(Date.parse(device.registeredAt), zone.name);
          return h(
            'li',
            {},
            h(
              'span',
              { class: 'device-name' },
              platform,
              device.language && ` (${device.language})`,
            ),
            h('code', {}, device.deviceId.slice(0, 8)),
            h('span', { class: 'hint' }, text('devices-since', { time: since })),
            remove,
          );
        }),
      ),
    );
  };

  /** @param {ChannelReach | undefined} line */
  const showTelegram = (line) => {
    const unlinked = line?.reason === 'no_contact';
    $('#telegram-link').hidden = !unlinked;
    $('#telegram-unlink').hidden = unlinked;
    say(
      $('#telegram-state'),
      text(unlinked ? 'telegram-none' : 'telegram-unclear'),
    );
    if (line?.reachable || line?.reason === 'quiet_hours')
      say($('#telegram-state'), text('telegram-linked'));
    if (!unlinked) replace($('#telegram-code'));
  };

  const link = $('#telegram-link');
  link.addEventListener('click', () =>
    act(link, 'telegram-not-linked', async () => {
      const { code, url, expiresIn } = await session.signedIn.linkTelegram();
      replace(
        $('#telegram-code'),
        textWith('telegram-code', {
          bot: h('a', { href: url, rel: 'noreferrer', target: '_blank' }, text('telegram-bot')),
          code: h('code', {}, `/start ${code}`),
          minutes: Math.round(expiresIn / 60),
        }),
      );
      session.dispatchEvent(new CustomEvent('telegramcode', { detail: { code } }));
    }),
  );
  const unlink = $('#telegram-unlink');
  unlink.addEventListener('click', () =>
    act(unlink, 'telegram-not-unlinked', () => session.signedIn.unlinkTelegram()),
  );
  const register = $('#register-demo');
  register.hidden = !config.local;
  register.addEventListener('click', () =>
    act(register, 'devices-not-registered', () =>
      session.signedIn.registerDevice({ token: `demo-phone-${session.user}`, platform: 'android' }),
    ),
  );

  const test = $('#test-send');
  /** @type {(() => Promise<void>) | undefined} */
  let sendTest;
  test.addEventListener('click', () =>
    busy(test, async () => {
      try {
        sendTest ??= (await import('./test-delivery.js')).setUpTestDelivery(session, zone);
        await sendTest();
      } catch {
        notice(text('test-not-loaded'), 'problem');
      }
    }),
  );

  slider.addEventListener('input', () => {
    time.value = timeOf(Number(slider.value));
    sayThen();
    soon();
  });
  time.addEventListener('input', () => {
    if (!time.value) return;
    slider.value = String(minutesOf(time.value));
    sayThen();
    soon();
  });
  session.addEventListener('state', ({ detail }) => {
    if (detail.state === 'synced') ask();
  });
  session.addEventListener('client', clear);
  clear();
  session.addEventListener('preferences', ask);
  session.addEventListener('contacts', ask);
  /** @type {ReturnType<typeof setTimeout> | null} */
  let after = null;
  session.addEventListener('notification', () => {
    // In a stream of them it is asked now and then, and not only once it ends.
    after ??= setTimeout(() => {
      after = null;
      ask();
    }, AFTER_NOTIFICATION_MS);
  });
  addEventListener('focus', soon);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') soon();
  });
  zone.addEventListener('change', ask);
  onLanguage(() => (drawn ? drawn() : clear()));
  return ask;
}
