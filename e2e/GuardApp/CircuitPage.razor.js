// The browser's side of each kind of call.
export const greet = name => `hello ${name}`;

export const ask = page => page.invokeMethodAsync('Answer', 'question');

export const reverse = bytes => new Uint8Array([...bytes].reverse());

export async function sum(reference) {
  const bytes = new Uint8Array(await reference.arrayBuffer());
  return bytes.reduce((total, value) => total + value, 0);
}

export const make = length => Uint8Array.from({ length }, (_, i) => i);
