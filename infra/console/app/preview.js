/**
 * A preview of a section of the preferences: what its types say on each channel, by the texts of the
 * catalogue's samples. Loaded when it is first opened.
 */

import { button, h, replace } from './dom.js';
import { LANGUAGES } from './generated/catalogue.js';
import { PREVIEWS } from './generated/previews/index.js';
import { fillTexts, language, text, textWith } from './texts.js';
import { CHANNELS } from './words.js';

/** @typedef {import('./types.js').Previews} Previews */
/** @typedef {import('./types.js').Section} Section */
/** @typedef {import('./types.js').SectionValue} SectionValue */

/**
 * Sets the dialog up.
 * @returns {(section: Section, value: SectionValue, chosen: string | null) => Promise<void>} opens it with
 *   a section as the form shows it; rejects where the texts cannot be loaded
 */
export function setUpPreview() {
  const title = h('h2', { id: 'preview-title' });
  const hint = h('p', { class: 'hint' });
  const types = h('div', {
    class: 'preview-types',
    tabindex: 0,
    role: 'region',
    dataset: { textLabel: 'preview-examples' },
  });
  const close = button('', { autofocus: true, dataset: { text: 'close' } });
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
  fillTexts(dialog);
  return async (section, value, chosen) => {
    const wanted = chosen ?? language.name;
    const { tag, name } = LANGUAGES.find((each) => each.tag === wanted) ?? LANGUAGES[0];
    const { default: texts } = await PREVIEWS[tag]();
    replace(title, text('preview-of', { section: section.label }));
    replace(
      hint,
      textWith(section.mandatory || value.enabled ? 'preview-hint' : 'preview-hint-off', {
        language: h('bdi', { lang: tag }, name),
      }),
    );
    replace(types, examples(texts[section.key] ?? {}, value, tag));
    dialog.showModal();
    types.scrollTop = 0;
  };
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
            h('dt', {}, label, !isChosen && h('span', { class: 'hint' }, text('preview-not-chosen'))),
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
