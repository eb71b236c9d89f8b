// What a demo trader does once: registers the phone and links the chat, by the same protocol as every trader.

import * as local from './local.js';
import { notice } from './notice.js';
import { problemText } from './words.js';

/** By when the notices of the demo's own devices have come. */
const NOTICES_WITHIN_MS = 20_000;

export function setUpDemo(session) {
  const done = new Set();
  const say = async (code) => {
    // Another trader may sign in meanwhile, and has another chat.
    const { chatId } = session;
    if (!chatId) return;
    await local.sayToBot(chatId, `/start ${code}`);
    await local.sayToBot(chatId, 'yes');
    session.dispatchEvent(new Event('contacts'));
  };
  session.addEventListener('telegramcode', ({ detail }) => {
    say(detail.code).catch(() => notice('The bot did not answer.', 'problem'));
  });
  session.addEventListener('state', async ({ detail }) => {
    const { client, user } = session;
    // Whoever came with a token of their own has devices of their own.
    if (detail.state !== 'synced' || !session.chatId || done.has(user)) return;
    done.add(user);
    try {
      // The security notices of what is set up here tell a demo trader nothing new: they count as read.
      const read = ({ detail }) => {
        if (detail.event === 'contact_changed') client.markRead({ ids: [detail.id] }).catch(() => {});
      };
      client.addEventListener('notification', read);
      setTimeout(() => client.removeEventListener('notification', read), NOTICES_WITHIN_MS);
      const { channels } = await client.getReachability();
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
      if (!['disconnected', 'closed'].includes(error.code)) notice(`The demo phone could not be set up: ${problemText(error)}`, 'problem');
    }
  });
}
