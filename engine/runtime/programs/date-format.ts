// strftime for `date` and `printf %(...)T`, in UTC.

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAY_MS = 86_400_000;

/** The instant in a strftime format; undefined where the format has a letter that is not known. */
export function formatDate(epochMs: number, format: string): string | undefined {
  const date = new Date(epochMs);
  let known = true;
  const text = format.replace(
    /%(-|_|0)?(\d)?([A-Za-z%])/g,
    (whole, flag: string | undefined, width, letter: string) => {
      const field = fieldOf(date, letter, width);
      if (field === undefined) known = false;
      if (flag === '-') return field?.replace(/^[0 ]+(?=.)/, '') ?? whole;
      return field ?? whole;
    },
  );
  return known ? text : undefined;
}

function fieldOf(date: Date, letter: string, width: string | undefined): string | undefined {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hour12 = date.getUTCHours() % 12 === 0 ? 12 : date.getUTCHours() % 12;
  const day = DAYS[date.getUTCDay()]!;
  const month = MONTHS[date.getUTCMonth()]!;
  const seconds = Math.floor(date.getTime() / 1000);
  switch (letter) {
    case 'Y':
      return String(date.getUTCFullYear());
    case 'y':
      return two(date.getUTCFullYear() % 100);
    case 'm':
      return two(date.getUTCMonth() + 1);
    case 'd':
      return two(date.getUTCDate());
    case 'e':
      return String(date.getUTCDate()).padStart(2, ' ');
    case 'H':
      return two(date.getUTCHours());
    case 'I':
      return two(hour12);
    case 'M':
      return two(date.getUTCMinutes());
    case 'S':
      return two(date.getUTCSeconds());
    case 'N':
      return String(date.getUTCMilliseconds() * 1_000_000)
        .padStart(9, '0')
        .slice(0, width === undefined ? 9 : Number(width));
    case 's':
      return String(seconds);
    case 'p':
      return date.getUTCHours() < 12 ? 'AM' : 'PM';
    case 'A':
      return day;
    case 'a':
      return day.slice(0, 3);
    case 'B':
      return month;
    case 'b':
    case 'h':
      return month.slice(0, 3);
    case 'u':
      return String(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
    case 'w':
      return String(date.getUTCDay());
    case 'j': {
      const first = Date.UTC(date.getUTCFullYear(), 0, 1);
      return String(Math.floor((date.getTime() - first) / DAY_MS) + 1).padStart(3, '0');
    }
    case 'F':
      return formatDate(date.getTime(), '%Y-%m-%d');
    case 'T':
      return formatDate(date.getTime(), '%H:%M:%S');
    case 'R':
      return formatDate(date.getTime(), '%H:%M');
    case 'D':
      return formatDate(date.getTime(), '%m/%d/%y');
    case 'c':
      return formatDate(date.getTime(), '%a %b %e %H:%M:%S %Y');
    case 'Z':
      return 'UTC';
    case 'z':
      return '+0000';
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case '%':
      return '%';
    default:
      return undefined;
  }
}
