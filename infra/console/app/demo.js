/**
 * The first steps of a demo trader: the phone is registered and the chat is linked, by the same protocol as
 * every trader's.
 */

import * as local from './local.js';
import { notice } from './notice.js';
import { isCutOff, problemText } from './words.js';
import { text } from './texts.js';

/** The time within which the notices of the demo's own devices have come. */
const NOTICES_WITHIN_MS = 20_000;

/**
 * Sets up the devices of each demo trader who signs in, once.
 * @param {import('./session.js').Session} session
 */
export function setUpDemo(session) {
  const done = new Set();
  /** @param {string} code of the link, which the trader sends to the bot */
  const say = async (code) => {
    // Another trader may sign in meanwhile, and has another chat.
    const { chatId } = session;
    if (!chatId) return;
    await local.sayToBot(chatId, `/start ${code}`);
    await local.sayToBot(chatId, 'yes');
    session.dispatchEvent(new Event('contacts'));
  };
  session.addEventListener('telegramcode', ({ detail }) => {
    say(detail.code).catch(() => notice(text('demo-bot-silent'), 'problem'));
  });
  session.addEventListener('state', async ({ detail }) => {
    const { client, user } = session;
    // A trader who came with another token has other devices.
    if (!client || detail.state !== 'synced' || !session.chatId || done.has(user)) return;
    done.add(user);
    try {
      // The security notices of what is set up here tell a demo trader nothing new: they count as read.
      /** @param {CustomEvent<import('./types.js').Notification>} event */
      const read = ({ detail: { event, id } }) => {
        if (event === 'contact_changed') client.markRead({ ids: [id] }).catch(() => {});
      };
      client.addEventListener('notification', read);
      setTimeout(() => client.removeEventListener('notification', read), NOTICES_WITHIN_MS);
      const { channels } = await client.getReachability();
      /** @param {import('./types.js').Channel} name */
      const of = (name) => channels.find(({ channel }) => channel === name);
      if ((of('push')?.devices ?? []).length === 0) {
        await client.registerDevice({ token: `demo-phone-${user}`, platform: 'android' });
      }
      if (of('telegram')?.reason === 'no_contact') {
        const { code } = await client.linkTelegram();
        await say(code);
      }
      session.dispatchEvent(new Event('contacts'));
    } catch (error) {
      done.delete(user);
      if (!isCutOff(error)) notice(text('demo-failed', { problem: problemText(error) }), 'problem');
    }
  });
}
