// Telegram's HTML, drawn as Telegram does: a few tags become elements, everything else is text.

import { h } from './dom.js';

const TAGS = { b: 'strong', strong: 'strong', i: 'em', em: 'em', u: 'u', s: 's', code: 'code', pre: 'code' };
const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"' };
const TOKEN = /<(\/?)([a-z]+)(?:\s[^<>]*)?>|&(lt|gt|amp|quot|#\d+|#x[0-9a-f]+);/gi;

export function richText(text) {
  const root = h('span');
  let place = root;
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    place.append(text.slice(from, match.index));
    from = match.index + match[0].length;
    const [whole, slash, tag, entity] = match;
    if (entity) place.append(character(entity) ?? whole);
    else if (!TAGS[tag.toLowerCase()]) place.append(whole);
    else if (slash) place = place === root ? root : place.parentNode;
    else {
      const inner = h(TAGS[tag.toLowerCase()]);
      place.append(inner);
      place = inner;
    }
  }
  place.append(text.slice(from));
  return root;
}

function character(entity) {
  if (!entity.startsWith('#')) return ENTITIES[entity.toLowerCase()];
  const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
