/**
 * The trader's phone and mailbox, as the providers were given their content. They are asked for only while
 * they can be seen.
 */

import { $, button, h, replace, say, whileVisible } from './dom.js';
import * as local from './local.js';
import { onLanguage, text } from './texts.js';
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
      const wanted = JSON.stringify(content) + openMail;
      // What has not changed is not drawn again: it would lose scroll and focus.
      if (wanted !== shown) {
        shown = wanted;
        draw(content);
      }
      say($('#phones-problem'), '');
    } catch {
      say($('#phones-problem'), text('phones-problem'));
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
  const again = () => {
    clock();
    shown = '';
    ask();
  };
  zone.addEventListener('change', again);
  onLanguage(again);
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

/** @param {string} why */
function quiet(why) {
  return h('p', { class: 'device-empty' }, why);
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
      ? quiet(text('phones-no-push'))
      : taken
          .slice(0, MAX_MESSAGES)
          .map((message) =>
            h(
              'article',
              { class: 'push', dataset: { silent: String(Boolean(message.silent)) } },
              h(
                'header',
                {},
                h('span', { class: 'push-app' }, text('phones-exchange')),
                message.silent && h('span', { class: 'hint' }, text('phones-silent')),
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
 * @param {string} message
 */
function withHeadline(message) {
  const end = message.indexOf('\n');
  return end < 0 ? message : [h('strong', {}, message.slice(0, end)), message.slice(end)];
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
      ? quiet(text('phones-no-messages'))
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
      ? quiet(text('phones-no-sms'))
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
    const back = button(text('phones-all-mails'), { class: 'small link' });
    back.addEventListener('click', () => choose(null));
    replace(
      list,
      h(
        'div',
        { class: 'mail-head' },
        back,
        h('strong', { dir: 'auto' }, mail.subject),
        h('span', { class: 'hint' }, text('phones-mail-to', { address: [mail.to].flat().join(', ') })),
      ),
      h('iframe', {
        src: address,
        title: text('phones-mail', { subject: mail.subject }),
        sandbox: '',
        loading: 'lazy',
      }),
    );
    return;
  }
  replace(
    list,
    messages.length === 0
      ? quiet(text('phones-no-mail'))
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
