/**
 * The button by which a trader follows the shown market, or mutes it: whether the exchange's announcements
 * for those who follow it come.
 */

import { $, busy } from './dom.js';
import { notice } from './notice.js';
import { isCutOff, problemText } from './words.js';
import { onLanguage, text } from './texts.js';

/** @param {string} symbol */
const topicOf = (symbol) => `market:${symbol}`;

/**
 * Sets the button up. It is shown once the server has said what the trader follows.
 * @param {import('./session.js').Session} session
 * @returns {(symbol: string) => void} shows another market
 */
export function setUpMarketFollow(session) {
  const button = $('#follow-market');
  let shown = '';
  /** The topics that the trader has; null while they are not known. @type {Set<string> | null} */
  let topics = null;

  const render = () => {
    button.hidden = topics === null || shown === '';
    if (topics === null) return;
    button.setAttribute('aria-pressed', String(topics.has(topicOf(shown))));
    button.title = text('market-follow-hint', { symbol: shown });
  };
  const load = async () => {
    const { client } = session;
    if (!client) return;
    /** @type {Set<string> | null} */
    let known;
    try {
      known = new Set((await client.listTopics()).topics);
    } catch (error) {
      if (isCutOff(error)) return;
      // An older server does not know the request: the button stays hidden.
      known = null;
    }
    if (client !== session.client) return;
    topics = known;
    render();
  };
  const toggle = async () => {
    const { client } = session;
    const topic = topicOf(shown);
    if (!client || !topics) return;
    const isFollowed = topics.has(topic);
    try {
      await (isFollowed ? client.unfollowTopic(topic) : client.followTopic(topic));
      if (client !== session.client) return;
      if (isFollowed) topics.delete(topic);
      else topics.add(topic);
      render();
    } catch (error) {
      notice(text('market-follow-failed', { problem: problemText(error) }), 'problem');
    }
  };

  button.addEventListener('click', () => busy(button, toggle));
  session.addEventListener('client', () => {
    topics = null;
    render();
  });
  session.addEventListener('state', ({ detail }) => {
    if (detail.state === 'synced') load();
  });
  document.addEventListener('visibilitychange', () => {
    // Another device may have changed them meanwhile.
    if (document.visibilityState === 'visible' && session.client?.state === 'synced') load();
  });
  onLanguage(render);
  return (symbol) => {
    shown = symbol;
    render();
  };
}
