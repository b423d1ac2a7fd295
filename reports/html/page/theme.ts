// Light, dark, or as the system has it.

const KEY = 'kubespec-theme';

export function nextTheme(): void {
  const root = document.documentElement;
  const isDark =
    root.dataset.theme === 'dark' ||
    (root.dataset.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = isDark ? 'light' : 'dark';
  try {
    localStorage.setItem(KEY, root.dataset.theme);
  } catch {
    // Pages from disk may have no storage: the choice then lasts as long as the page.
  }
}
