// The reader's theme is the attribute data-theme on the document, kept in a cookie so that the server writes it into the first byte.
import { showKeys } from './keys.js';

const year = 365 * 24 * 3600;

const current = () => document.documentElement.dataset.theme || 'system';

function choose(theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=${theme === 'system' ? 0 : year}; samesite=lax`;
  mark(document);
  document.dispatchEvent(new Event('themechange'));
}

function mark(scope) {
  for (const button of scope.querySelectorAll('[data-theme-choice]')) {
    button.setAttribute('aria-checked', String(button.dataset.themeChoice === current()));
  }
}

export function startTheme() {
  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-theme-choice]');
    if (button) choose(button.dataset.themeChoice);
  });
  document.addEventListener('menuopen', event => mark(event.target));
  window.musicweb = { ...window.musicweb, showChoices() { mark(document); showKeys(); } };
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => document.dispatchEvent(new Event('themechange')));
}
