// The server's end of a WebSocket (RFC 6455): as much of it as Slack's Socket Mode and Discord's gateway speak,
// on Node's own sockets.

import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export interface WebSocketPeer {
  send(text: string): void;
  ping(): void;
  /** Says goodbye, with a code that says why; the other side closes. */
  close(code?: number): void;
  /** The line goes dead without a word. */
  cut(): void;
}

interface Heard {
  text(text: string): void;
  /** With the code that the other side said goodbye with; null where it said nothing. */
  closed(code: number | null): void;
}

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** Answers an upgrade request. */
export function acceptWebSocket(request: IncomingMessage, socket: Duplex, heard: Heard): WebSocketPeer {
  const key = request.headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const write = (opcode: number, payload: Buffer) => {
    if (!socket.destroyed && socket.writable) socket.write(frame(opcode, payload));
  };
  let rest: Buffer = Buffer.alloc(0);
  let said = '';
  let goodbye: number | null = null;
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let next = firstFrame(rest); next; next = firstFrame(rest)) {
      rest = rest.subarray(next.length);
      if (next.opcode === opcodes.ping) write(opcodes.pong, next.payload);
      if (next.opcode === opcodes.close) {
        goodbye = next.payload.length >= 2 ? next.payload.readUInt16BE(0) : 1005;
        write(opcodes.close, next.payload);
        socket.end();
      }
      if (next.opcode > opcodes.text) continue;
      said += next.payload.toString('utf8');
      if (!next.final) continue;
      heard.text(said);
      said = '';
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => heard.closed(goodbye));
  return {
    send: (text) => write(opcodes.text, Buffer.from(text)),
    ping: () => write(opcodes.ping, Buffer.from('ping')),
    close: (code = 1_000) => write(opcodes.close, Buffer.from([code >> 8, code & 0xff])),
    cut: () => socket.destroy(),
  };
}

function frame(opcode: number, payload: Buffer): Buffer {
  const size = payload.length;
  if (size < 126) return Buffer.concat([Buffer.from([0x80 | opcode, size]), payload]);
  const head = Buffer.alloc(size < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  head[1] = size < 65_536 ? 126 : 127;
  if (size < 65_536) head.writeUInt16BE(size, 2);
  else head.writeBigUInt64BE(BigInt(size), 2);
  return Buffer.concat([head, payload]);
}

/** The frame that begins here, if it has come whole. What a client sends is masked. */
function firstFrame(
  bytes: Buffer,
): { final: boolean; opcode: number; payload: Buffer; length: number } | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  const short = second & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const mask = 2 + extra;
  if (bytes.length < mask + 4) return undefined;
  const size = extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const length = mask + 4 + size;
  if (bytes.length < length) return undefined;
  const payload = Buffer.from(bytes.subarray(mask + 4, length));
  for (let i = 0; i < size; i++) payload[i] = (payload[i] ?? 0) ^ (bytes[mask + (i % 4)] ?? 0);
  return { final: (first & 0x80) !== 0, opcode: first & 0x0f, payload, length };
}
