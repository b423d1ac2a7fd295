// What a command printed against what was wanted, line by line. Blanks at line ends do not count; `<any>` stands for one
// cell (text without blanks), `…` for any text, and in a line that has one, any run of blanks for any other.

/** Nothing where they agree; else the lines of both, those that differ marked with - and +. */
export function compareOutput(wanted: string, printed: string): string[] | undefined {
  const want = linesOf(wanted);
  const got = linesOf(printed);
  const length = Math.max(want.length, got.length);
  const lines: string[] = [];
  let differs = false;
  for (let i = 0; i < length; i += 1) {
    const [a, b] = [want[i], got[i]];
    if (a !== undefined && b !== undefined && matches(a, b)) {
      lines.push(`  ${b}`);
      continue;
    }
    differs = true;
    if (a !== undefined) lines.push(`- ${a}`);
    if (b !== undefined) lines.push(`+ ${b}`);
  }
  return differs ? lines : undefined;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return lines;
}

function matches(wanted: string, printed: string): boolean {
  if (wanted === printed) return true;
  if (!/<any>|…/.test(wanted)) return false;
  const pattern = wanted
    .split(/(<any>|…|\s+)/)
    .map((part) => {
      if (part === '<any>') return '\\S+';
      if (part === '…') return '.*';
      return /^\s+$/.test(part) ? '\\s+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${pattern}$`).test(printed);
}
