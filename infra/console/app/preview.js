/**
 * A preview of a section of the preferences: what its types say on each channel, by the texts of the
 * catalogue's samples. Loaded when it is first opened.
 */

import { button, h, replace } from './dom.js';
import { LANGUAGES } from './generated/catalogue.js';
import { PREVIEWS } from './generated/previews/index.js';
import { CHANNELS } from './words.js';

/** @typedef {import('./types.js').Previews} Previews */
/** @typedef {import('./types.js').Section} Section */
/** @typedef {import('./types.js').SectionValue} SectionValue */

/**
 * Sets the dialog up.
 * @returns {(section: Section, value: SectionValue, language: string | null) => Promise<void>} opens it with
 *   a section as the form shows it; rejects where the texts cannot be loaded
 */
export function setUpPreview() {
  const title = h('h2', { id: 'preview-title' });
  const hint = h('p', { class: 'hint' });
  const types = h('div', { class: 'preview-types', tabindex: 0, role: 'region', 'aria-label': 'Examples' });
  const close = button('Close', { autofocus: true });
  const dialog = h(
    'dialog',
    { id: 'preview', class: 'preview', 'aria-labelledby': title.id },
    title,
    hint,
    types,
    h('div', { class: 'buttons' }, close),
  );
  close.addEventListener('click', () => dialog.close());
  document.body.append(dialog);
  return async (section, value, language) => {
    const { tag, name } = LANGUAGES.find((each) => each.tag === language) ?? ofBrowser();
    const { default: texts } = await PREVIEWS[tag]();
    replace(title, `Preview: ${section.label}`);
    replace(
      hint,
      'Examples in ',
      h('bdi', { lang: tag }, name),
      section.mandatory || value.enabled
        ? '. What is grey is sent where you choose the channel.'
        : '. They are switched off now: nothing of this is sent.',
    );
    replace(types, examples(texts[section.key] ?? {}, value, tag));
    dialog.showModal();
    types.scrollTop = 0;
  };
}

/** The language of the browser in which there are texts; English where there is none. */
function ofBrowser() {
  const wanted = navigator.languages.map((tag) => tag.split('-')[0]);
  const spoken = wanted.map((word) => LANGUAGES.find(({ tag }) => tag.split('-')[0] === word));
  return spoken.find((language) => language !== undefined) ?? LANGUAGES[0];
}

/** @param {Previews[string]} types @param {SectionValue} value @param {string} tag */
function examples(types, value, tag) {
  return Object.entries(types).map(([type, channels], index) =>
    h(
      'details',
      { class: 'preview-type', open: index === 0, dataset: { type } },
      h('summary', {}, h('bdi', { lang: tag }, channels.websocket?.[0])),
      h(
        'dl',
        {},
        CHANNELS.map(({ name: channel, label }) => {
          const [title, body] = channels[channel] ?? [];
          if (body === undefined) return null;
          const isChosen = (value.enabled ?? true) && value.channels.includes(channel);
          return h(
            'div',
            { class: 'preview-channel', dataset: { channel, chosen: String(isChosen) } },
            h('dt', {}, label, !isChosen && h('span', { class: 'hint' }, 'not chosen')),
            h(
              'dd',
              { lang: tag, dir: 'auto' },
              title && h('strong', {}, title),
              h('p', {}, body),
            ),
          );
        }),
      ),
    ),
  );
}
