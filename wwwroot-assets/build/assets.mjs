// Builds the web project's wwwroot: node build/assets.mjs <wwwroot> <Radzen's css folder>
import { build } from 'esbuild';
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trimRadzen } from './radzen.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [wwwroot, radzenCss] = process.argv.slice(2);

await mkdir(wwwroot, { recursive: true });
await cp(join(root, 'static'), wwwroot, { recursive: true });
// As an asset of our own it is compressed in a build output too, not only when published: 49 kB instead of 190.
await cp(join(radzenCss, '..', 'Radzen.Blazor.min.js'), join(wwwroot, 'js', 'radzen.js'));
const { warnings } = await build({
  absWorkingDir: root,
  entryPoints: { 'js/app': 'js/app.js', 'js/passkey': 'js/passkey.js', 'js/outline': 'js/outline.js', 'css/app': 'css/app.css' },
  outdir: wwwroot,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox125', 'safari17.5'],
  loader: { '.svg': 'dataurl' },
  logLevel: 'warning',
  plugins: [{
    name: 'radzen',
    setup(plugins) {
      plugins.onResolve({ filter: /^radzen$/ }, () => ({ path: 'radzen', namespace: 'radzen' }));
      plugins.onLoad({ filter: /.*/, namespace: 'radzen' }, async () => ({ contents: await trimRadzen(radzenCss), loader: 'css' }));
    },
  }],
});
// A name that a module does not export is only a warning to esbuild, and a broken page to everybody else.
if (warnings.length > 0) process.exit(1);
