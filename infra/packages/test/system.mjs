/** As much of the notification system as a page sees: tickets, and a socket with one trader's inbox. */

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

/** https://www.rfc-editor.org/rfc/rfc6455#section-1.3 */
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export async function startSystem() {
  /** The origin of the page that may ask for tickets. */
  let origin = '';
  /** @type {any[]} */
  const inbox = [];
  const sockets = new Set();
  const counts = { tickets: 0, sockets: 0, received: new Set(), seen: new Set() };
  let port = 0;

  const server = createServer((request, response) => {
    const cors = {
      'access-control-allow-origin': origin,
      'access-control-allow-headers': 'authorization',
    };
    const isAllowed = request.headers.origin === origin;
    if (request.method === 'OPTIONS') return response.writeHead(204, isAllowed ? cors : {}).end();
    if (request.headers.authorization !== 'Bearer a-token')
      return response.writeHead(401, cors).end('{}');
    counts.tickets += 1;
    const ticket = { ticket: String(counts.tickets), url: `ws://127.0.0.1:${port}/socket` };
    return response
      .writeHead(200, { ...cors, 'content-type': 'application/json' })
      .end(JSON.stringify(ticket));
  });

  server.on('upgrade', (request, socket) => {
    counts.sockets += 1;
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}${MAGIC}`)
      .digest('base64');
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n' +
        `sec-websocket-accept: ${accept}\r\n\r\n`,
    );
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let rest = Buffer.alloc(0);
    socket.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      for (let frame = takeFrame(rest); frame; frame = takeFrame(rest)) {
        rest = frame.rest;
        if (frame.opcode === 8) socket.end();
        else if (frame.opcode === 1) send(socket, answer(JSON.parse(frame.text)));
      }
    });
  });

  /** @param {any} request */
  function answer({ action, requestId, ids, kind }) {
    const reply = { type: 'reply', requestId };
    const known = inbox.filter(({ id }) => ids?.includes(id));
    if (action === 'ack') for (const { id } of known) counts[kind].add(id);
    if (action === 'markRead') for (const entry of known) entry.read = true;
    const unread = { unread: inbox.filter(({ read }) => !read).length, unreadMore: false };
    if (action === 'hello') return { ...reply, sent: 0, more: false, ...unread };
    if (action === 'markRead') return { ...reply, ...unread };
    if (action === 'listNotifications') return { ...reply, notifications: [...inbox].reverse() };
    return reply;
  }

  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  port = /** @type {any} */ (server.address()).port;
  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    get connected() {
      return sockets.size;
    },
    /** @param {string} allowed */
    allow(allowed) {
      origin = allowed;
    },
    /** @param {object} notification */
    publish(notification) {
      inbox.push({ ...notification, read: false, acked: false });
      for (const socket of sockets) send(socket, notification);
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param {any} socket @param {object} frame */
function send(socket, frame) {
  const text = Buffer.from(JSON.stringify(frame));
  const length = text.length < 126 ? [text.length] : [126, text.length >> 8, text.length & 255];
  socket.write(Buffer.concat([Buffer.from([0x81, ...length]), text]));
}

/**
 * The first frame of what came, if all of it has come. Frames of a browser are masked.
 * @param {Buffer} data
 */
function takeFrame(data) {
  if (data.length < 6) return undefined;
  const isLong = (data[1] & 127) === 126;
  if (isLong && data.length < 8) return undefined;
  const length = isLong ? data.readUInt16BE(2) : data[1] & 127;
  const start = isLong ? 8 : 6;
  if (data.length < start + length) return undefined;
  const mask = data.subarray(start - 4, start);
  const text = data.subarray(start, start + length).map((byte, at) => byte ^ mask[at % 4]);
  return {
    opcode: data[0] & 15,
    text: Buffer.from(text).toString(),
    rest: data.subarray(start + length),
  };
}
