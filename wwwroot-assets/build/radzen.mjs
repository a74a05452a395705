// Radzen's stylesheet is 790 kB (89 kB compressed) and asks for 1.8 MB of fonts; the app uses a handful of its components.
// This keeps the rules of those components and the variables they need. A component that is new to the app gets its prefix here.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const used = ['textbox', 'textarea', 'switch', 'numeric'];
const isUsed = new RegExp(`\\.rz-(${used.join('|')})(?![a-z])`);
const isForeign = /\.rz-(?!sr-only)[a-z-]*/g;

/** @param {string} folder where the package keeps its themes */
export async function trimRadzen(folder) {
  const source = (await readFile(join(folder, 'material-dark-base.css'), 'utf8')).replace(/^\uFEFF/, '');
  const kept = [];
  let variables = new Map();
  for (const { selector, body } of rules(source)) {
    if (selector === ':root') variables = new Map([...variables, ...declarations(body)]);
    else if (!selector.startsWith('@')) {
      const selectors = selector.split(/,(?![^(]*\))/).filter(one => isUsed.test(one) && (one.match(isForeign) ?? []).every(name => isUsed.test(name) || /^\.rz-(inputtext|input|placeholder|helper|disabled|focus|open|label|item)/.test(name)));
      if (selectors.length) kept.push(`${selectors.join(',')}{${body}}`);
    }
  }

  const needed = new Map();
  const need = text => {
    for (const [, name] of text.matchAll(/var\(\s*(--rz-[\w-]+)/g)) {
      if (needed.has(name) || !variables.has(name)) continue;
      needed.set(name, variables.get(name));
      need(variables.get(name));
    }
  };
  need(kept.join(''));
  return `:root{${[...needed].map(([name, value]) => `${name}:${value}`).join(';')}}${kept.join('')}`;
}

function* rules(css) {
  for (let at = 0; at < css.length;) {
    const open = css.indexOf('{', at);
    if (open < 0) return;
    let depth = 1, end = open + 1;
    for (; depth > 0; end++) depth += css[end] === '{' ? 1 : css[end] === '}' ? -1 : 0;
    yield { selector: css.slice(at, open).trim(), body: css.slice(open + 1, end - 1) };
    at = end;
  }
}

function* declarations(body) {
  for (const part of body.split(/;(?![^(]*\))/)) {
    const colon = part.indexOf(':');
    if (colon > 0) yield [part.slice(0, colon).trim(), part.slice(colon + 1).trim()];
  }
}
