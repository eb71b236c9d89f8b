/**
 * Changes of the preferences after which a trader hears less of what is critical. They are those of which
 * the server sends a security notice; the page asks first, and says what they mean.
 */

import { ask } from './confirm.js';
import { compare } from './decimal.js';
import { shown } from './numbers.js';
import { SECTIONS, sectionOf } from './sections.js';
import { channelLabel } from './words.js';
import { listText, text } from './texts.js';

/** @typedef {import('./types.js').Preferences} Preferences */
/** @typedef {import('./types.js').SectionValue} SectionValue */
/** @typedef {import('./types.js').Weakening} Weakening */

/**
 * Asks about the critical sections that a change weakens.
 * @param {Preferences} before
 * @param {Preferences} after
 * @param {Preferences} [asked] in comparison with which the trader was asked before: about the same sections
 *   there is no second question
 * @returns {Promise<boolean>} false where the change is not to be saved
 */
export async function isSure(before, after, asked) {
  const known = asked ? weakenings(asked, after).map(({ section }) => section) : [];
  const weakened = weakenings(before, after).filter(({ section }) => !known.includes(section));
  return weakened.length === 0 || ask(question(weakened));
}

/**
 * Returns the critical sections that a change weakens.
 * @param {Preferences} before
 * @param {Preferences} after
 * @returns {Weakening[]}
 */
function weakenings(before, after) {
  return SECTIONS.flatMap((section) => {
    const [then, now] = [sectionOf(before, section.key), sectionOf(after, section.key)];
    if (section.priority !== 0 || !then || !now || !isOn(then)) return [];
    const lost = then.channels.filter((name) => !now.channels.includes(name));
    const weakening = {
      section,
      isOff: !isOn(now),
      isInAppOnly: lost.length > 0 && now.channels.every((name) => name === 'websocket'),
      lost,
      kept: now.channels,
      lowered: section.options.flatMap((option) => {
        if (option.kind !== 'number' || !option.weakerWhenLower) return [];
        const [before, after] = [String(then[option.key]), String(now[option.key])];
        return compare(after, before) < 0 ? [{ label: option.label, before, after }] : [];
      }),
    };
    return weakening.isOff || lost.length > 0 || weakening.lowered.length > 0 ? [weakening] : [];
  });
}

/** A mandatory section has no switch. @param {SectionValue} section */
const isOn = (section) => section.enabled ?? true;

/** @param {Weakening[]} weakened @returns {import('./types.js').Question} */
function question(weakened) {
  return {
    title: text('weakening-title'),
    text: [...weakened.map(meaning), text('weakening-notice')],
    yes: text('weakening-yes'),
    no: text('weakening-no'),
  };
}

/** @param {Weakening} weakening */
function meaning({ section: { label }, isOff, isInAppOnly, lost, kept, lowered }) {
  if (isOff) return text('weakening-off', { section: label });
  const texts = [];
  if (isInAppOnly) texts.push(text('weakening-in-app', { section: label }));
  else if (lost.length > 0)
    texts.push(text('weakening-lost', { section: label, lost: named(lost), kept: named(kept) }));
  for (const { label: option, before, after } of lowered)
    texts.push(
      text('weakening-lowered', { section: label, option, before: shown(before), after: shown(after) }),
    );
  return texts.join(' ');
}

/** @param {import('./types.js').Channel[]} channels */
const named = (channels) => listText(channels.map(channelLabel));
