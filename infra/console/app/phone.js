/**
 * The trader's phone and mailbox, as the providers were given their content. They are asked for only while
 * they can be seen.
 */

import { $, button, h, replace, say, whileVisible } from './dom.js';
import * as local from './local.js';
import { clockTime, longDay } from './zone.js';

/** @typedef {import('./types.js').ChatMessage} ChatMessage */
/** @typedef {import('./types.js').Mail} Mail */
/** @typedef {import('./types.js').PushMessage} PushMessage */

const ASK_MS = 1_500;
const MAX_MESSAGES = 12;

/**
 * Sets the devices up.
 * @param {import('./session.js').Session} session
 * @param {import('./types.js').Zone} zone
 * @returns {() => Promise<void>} asks for their content now
 */
export function setUpPhone(session, zone) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let visible = false;
  let shown = '';
  /** The id of the mail that is read. @type {string | null} */
  let openMail = null;

  /** @param {import('./types.js').Phone} content */
  const draw = ({ push = [], telegram = [], email = [], sms = [] }) => {
    const user = session.user;
    drawPush(push, zone.name);
    drawTelegram(telegram, zone.name);
    drawSms(sms, zone.name);
    drawMail(email, zone.name, openMail, (id) => {
      openMail = id;
      ask();
    });
    $('#phones').dataset.user = user ?? '';
  };
  const ask = async () => {
    clearTimeout(timer);
    const { user } = session;
    // Only the demo traders have devices here.
    if (!visible || !user || !session.chatId) return;
    try {
      const content = await local.phone(user);
      if (user !== session.user) return;
      const text = JSON.stringify(content) + openMail;
      // What has not changed is not drawn again: it would lose scroll and focus.
      if (text !== shown) {
        shown = text;
        draw(content);
      }
      say($('#phones-problem'), '');
    } catch {
      say($('#phones-problem'), 'The devices cannot be shown: the local server does not answer.');
    }
    timer = setTimeout(ask, ASK_MS);
  };
  whileVisible($('#phones'), (now) => {
    visible = now;
    if (now) ask();
  });
  const clock = () => {
    say($('#lock-time'), clockTime(local.exchangeNow(), zone.name));
    say($('#lock-day'), longDay(local.exchangeNow(), zone.name));
  };
  clock();
  setInterval(clock, 5_000);
  zone.addEventListener('change', () => {
    clock();
    shown = '';
    ask();
  });
  session.addEventListener('client', () => {
    shown = '';
    openMail = null;
    draw({});
    ask();
  });
  return ask;
}

/** @param {string} at @param {string} zone */
function time(at, zone) {
  return h('time', { datetime: at }, clockTime(Date.parse(at), zone));
}

/** @param {string} text */
function quiet(text) {
  return h('p', { class: 'device-empty' }, text);
}

/** @param {PushMessage[]} messages @param {string} zone */
function drawPush(messages, zone) {
  const seen = new Set();
  const taken = messages.filter(({ accepted, collapseKey, title, body }) => {
    if (accepted === false) return false;
    // A newer message with the same key has replaced this one on the device.
    if (collapseKey && seen.has(collapseKey)) return false;
    if (collapseKey) seen.add(collapseKey);
    // A dismissal has no text: it only takes the message with its key away.
    return Boolean(title || body);
  });
  replace(
    $('#push-messages'),
    taken.length === 0
      ? quiet('No push yet')
      : taken
          .slice(0, MAX_MESSAGES)
          .map((message) =>
            h(
              'article',
              { class: 'push', dataset: { silent: String(Boolean(message.silent)) } },
              h(
                'header',
                {},
                h('span', { class: 'push-app' }, 'Exchange'),
                message.silent && h('span', { class: 'hint' }, 'silent'),
                time(message.at, zone),
              ),
              h('strong', { dir: 'auto' }, message.title),
              h('p', { dir: 'auto' }, message.body),
            ),
          ),
  );
}

/**
 * Makes the first line bold, as in Telegram's markup, without which the text comes.
 * @param {string} text
 */
function withHeadline(text) {
  const end = text.indexOf('\n');
  return end < 0 ? text : [h('strong', {}, text.slice(0, end)), text.slice(end)];
}

/** @param {ChatMessage[]} messages @param {string} zone */
function drawTelegram(messages, zone) {
  const taken = messages
    .filter(({ accepted }) => accepted !== false)
    .slice(0, MAX_MESSAGES)
    .reverse();
  const chat = $('#telegram-messages');
  replace(
    chat,
    taken.length === 0
      ? quiet('No messages yet')
      : taken.map((message) =>
          h(
            'article',
            { class: 'bubble' },
            h('p', { dir: 'auto' }, withHeadline(message.text)),
            time(message.at, zone),
          ),
        ),
  );
  chat.scrollTop = chat.scrollHeight;
}

/** @param {ChatMessage[]} messages @param {string} zone */
function drawSms(messages, zone) {
  const chat = $('#sms-messages');
  replace(
    chat,
    messages.length === 0
      ? quiet('No SMS yet. They are sent when nobody has acknowledged a P0 for 20 s.')
      : messages
          .slice(0, MAX_MESSAGES)
          .reverse()
          .map((message) =>
            h(
              'article',
              { class: 'bubble bubble--sms' },
              h('p', { dir: 'auto' }, message.text),
              time(message.at, zone),
            ),
          ),
  );
  chat.scrollTop = chat.scrollHeight;
}

/**
 * @param {Mail[]} messages
 * @param {string} zone
 * @param {string | null} open the id of the mail that is read
 * @param {(id: string | null) => void} choose opens a mail, or the list
 */
function drawMail(messages, zone, open, choose) {
  const mail = messages.find(({ id }) => id === open);
  const list = $('#mail-messages');
  if (mail) {
    const frame = $('iframe', list);
    const address = local.emailAddress(mail.id);
    // A frame that is there already is left alone, or it would load again with every message.
    if (frame?.getAttribute('src') === address) return;
    const back = button('‹ All mails', { class: 'small link' });
    back.addEventListener('click', () => choose(null));
    replace(
      list,
      h(
        'div',
        { class: 'mail-head' },
        back,
        h('strong', { dir: 'auto' }, mail.subject),
        h('span', { class: 'hint' }, `to ${[mail.to].flat().join(', ')}`),
      ),
      h('iframe', { src: address, title: `E-mail: ${mail.subject}`, sandbox: '', loading: 'lazy' }),
    );
    return;
  }
  replace(
    list,
    messages.length === 0
      ? quiet('No mail yet. Liquidations and reports come here.')
      : messages.slice(0, MAX_MESSAGES).map((message) => {
          const row = h(
            'button',
            { type: 'button', class: 'mail-row' },
            h('span', { class: 'mail-subject', dir: 'auto' }, message.subject),
            time(message.at, zone),
            h('span', { class: 'mail-text', dir: 'auto' }, message.text),
          );
          row.addEventListener('click', () => choose(message.id));
          return row;
        }),
  );
}
