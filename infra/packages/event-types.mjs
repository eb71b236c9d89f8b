/** The types of events' data, from the schemas of notifications. */

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const HEAD = `import type { Notification } from './types.js';

/** A notification of this type of event, with its data. */
export type NotificationOf<Type extends keyof EventData> = Omit<Notification, 'event' | 'data'> & {
  event: Type;
  data: EventData[Type];
};

/**
 * The notifications of the catalogue, told apart by \`event\`. A deployment may have more types, and a later
 * version more fields: \`const known = notification as KnownNotification\`, then \`switch (known.event)\`
 * with a \`default\`.
 */
export type KnownNotification = { [Type in keyof EventData]: NotificationOf<Type> }[keyof EventData];

/** The data of each type of event. Decimals are text, times are RFC 3339. */
export interface EventData {
`;

/** @param {string} folder with a schema per type */
export async function eventTypes(folder) {
  let text = HEAD;
  for (const file of (await readdir(folder)).sort()) {
    const { description, properties } = JSON.parse(await readFile(join(folder, file), 'utf8'));
    text += `${comment(description, '  ')}  ${properties.event.const}: ${typeOf(properties.data, '  ')};\n`;
  }
  return `${text}}\n`;
}

/**
 * @param {any} schema of the few kinds that events have; of another kind it is `unknown`
 * @param {string} indent
 * @returns {string}
 */
function typeOf(schema, indent) {
  if (schema.enum)
    return schema.enum.map((/** @type {unknown} */ value) => JSON.stringify(value)).join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `Array<${typeOf(schema.items ?? {}, indent)}>`;
    case 'object': {
      if (!schema.properties)
        return `Record<string, ${typeOf(schema.additionalProperties ?? {}, indent)}>`;
      let fields = '';
      for (const [name, field] of Object.entries(schema.properties)) {
        const isRequired = schema.required?.includes(name);
        const inner = `${indent}  `;
        fields += comment(/** @type {any} */ (field).description, inner);
        fields += `${inner}${name}${isRequired ? '' : '?'}: ${typeOf(field, inner)};\n`;
      }
      return `{\n${fields}${indent}}`;
    }
    default:
      return 'unknown';
  }
}

/** @param {string | undefined} text @param {string} indent */
const comment = (text, indent) => (text ? `${indent}/** ${text.replaceAll('*/', '* /')} */\n` : '');
