import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { personalNumbers } from "#domain/privacy";

const two = (n: number) => String(n).padStart(2, "0");

/** The check digit that makes nine digits valid, written apart from the code: by trying all ten. */
function checked(nine: string): string {
  for (let last = 0; last <= 9; last++) {
    const doubled = [...`${nine}${last}`].map((c, i) => (i % 2 ? c : String(Number(c) * 2))).join("");
    if ([...doubled].reduce((sum, c) => sum + Number(c), 0) % 10 === 0) return `${nine}${last}`;
  }
  throw new Error("one of ten always fits");
}

/** Invented numbers with a real date and a right check digit; half of them samordningsnummer (day + 60). */
const numbers = fc
  .record({
    year: fc.integer({ min: 1890, max: 2026 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
    serial: fc.integer({ min: 0, max: 999 }),
    coordination: fc.boolean(),
  })
  .filter(({ year, month, day }) => day <= new Date(Date.UTC(year, month, 0)).getUTCDate())
  .map(({ year, month, day, serial, coordination }) => {
    const short = `${two(year % 100)}${two(month)}${two(coordination ? day + 60 : day)}`;
    return {
      century: String(year).slice(0, 2),
      date: short,
      last: checked(`${short}${String(serial).padStart(3, "0")}`).slice(6),
    };
  });

const wide = (digits: string) => [...digits].map((c) => String.fromCodePoint(0xff10 + Number(c))).join("");
const separators = [
  "",
  "-",
  "+",
  " ",
  "–",
  "—",
  "−",
  "‑",
  "\u00a0",
  " - ",
  " – ",
  "\u200b-\u200b",
  "－",
  "­-",
];

/** Every way in which one number is written here: century or not, separator, and what is put inside. */
const written = fc
  .tuple(numbers, fc.boolean(), fc.constantFrom(...separators), fc.integer({ min: 0, max: 8 }))
  .map(([{ century, date, last }, long, separator, style]) => {
    const first = long ? `${century}${date}` : date;
    const [yy, mm, dd] = [date.slice(0, 2), date.slice(2, 4), date.slice(4)];
    switch (style) {
      case 1:
        return `${first}${separator}${last.slice(0, 2)} ${last.slice(2)}`;
      case 2:
        return `${long ? century : ""}${yy} ${mm} ${dd}${separator || " "}${last}`;
      case 3:
        return `${long ? century : ""}${yy}-${mm}-${dd}${separator || "-"}${last}`;
      case 4:
        return wide(first) + separator + wide(last);
      case 5:
        return [...`${first}${separator}${last}`].join("\u200b");
      case 6:
        return `${long ? `${century} ` : ""}${date}${separator}${last}`;
      case 7:
        return `${first}${separator}${last.slice(0, 3)} ${last.slice(3)}`;
      case 8:
        return [...`${first}${separator}${last}`].join("\u2060\ufe0f");
      default:
        return `${first}${separator}${last}`;
    }
  });

/** What may stand round a number in a sentence. */
const around = fc.constantFrom(
  ["", ""],
  ["Den enskilde, ", ", kom."],
  ["pnr", "kl 14.30"],
  ["rum 4 ", " och 5 andra"],
  ["2026-11-22 14.30: ", "."],
  ["ring 070-123 45 67 om ", "\n070-123 45 67"],
  ["(", ")"],
  ["åäö 👩‍👧 ﬁ ½ ", " 👍"],
);

describe("a personnummer or samordningsnummer is always found", () => {
  test.prop([written, around], { numRuns: 20_000 })(
    "in every way of writing it, where it stands",
    (number, [before, after]) => {
      const text = `${before}${number}${after}`;
      const hits = personalNumbers(text);
      const whole = { from: before?.length ?? 0, to: (before?.length ?? 0) + number.trimEnd().length };
      const hit = hits.find((h) => h.from <= whole.from && whole.to <= h.to);
      expect(hit, JSON.stringify({ text, hits })).toBeDefined();
    },
  );

  test.prop([numbers, fc.string({ maxLength: 40 })])(
    "at the place that is told, in the text as it was written",
    (n, noise) => {
      const letters = noise.replace(/\p{N}|[-+\s]|\p{Pd}|\p{Cf}|\p{M}/gu, "x");
      const number = `${n.date}-${n.last}`;
      expect(personalNumbers(`${letters} ${number} ${letters}`)).toEqual([
        { from: letters.length + 1, to: letters.length + 1 + number.length },
      ]);
    },
  );

  test.prop([fc.array(numbers, { minLength: 1, maxLength: 5 })])("each of several", (many) => {
    const text = many.map((n) => `${n.date}-${n.last}`).join(", ");
    expect(personalNumbers(text)).toHaveLength(many.length);
  });

  test("as the published example numbers are written", () => {
    for (const number of [
      "811228-9874",
      "811228 9874",
      "811228–9874",
      "19811228-9874",
      "198112289874",
      "8112289874",
      "811228-98 74",
      "811228+9874",
      "81 12 28 98 74",
      "８１１２２８－９８７４",
      "1981-12-28-9874",
      "701063-2391",
      "nr8112289874x",
    ])
      expect(personalNumbers(number), number).toHaveLength(1);
  });
});

describe("other numbers pass", () => {
  test.each([
    "202611221430",
    "2026-11-22 14:30",
    "2026-11-22T14:30:00.000Z",
    "2026-11-22 14.30–15.45",
    "20261122",
    "22/11 2026 kl 14.30",
    "070-123 45 67",
    "070 123 45 67",
    "070-1234567",
    "0701-23 45 67",
    "+46 70 123 45 67",
    "+46701234567",
    "0046 70 123 45 67",
    "0479-52 80 00",
    "0411-12 34 56",
    "08-465 004 00",
    "040-12 34 56",
    "112 och 1177",
    "556016-0680",
    "212000-0902",
    "165560160680",
    "SE35 5000 0000 0549 1000 0003",
    "K7QF-3M2X",
    "KS 2026/123",
    "SOSFS 2011:9, SFS 2025:400, HSLF-FS 2017:40",
    "27 kap. 2 §",
    "811228-9875",
    "811328-9874",
    "810229-9873",
    "811260-9870",
    "811228-987",
    "811228-98745",
    "12345678901234567890",
    "811228 och 9874",
    "811228\n9874",
    "",
  ])("%j", (text) => {
    expect(personalNumbers(text)).toEqual([]);
  });

  test.prop(
    [
      fc.integer({ min: 0, max: 9_999_999 }),
      fc.constantFrom("070", "072", "073", "076", "079"),
      fc.constantFrom(0, 1, 2, 3),
    ],
    {
      numRuns: 5000,
    },
  )("a mobile number written with its area code apart", (n, area, style) => {
    const rest = String(n).padStart(7, "0");
    const grouped = `${rest.slice(0, 3)} ${rest.slice(3, 5)} ${rest.slice(5)}`;
    const old = `${area}${rest[0]}-${rest.slice(1, 3)} ${rest.slice(3, 5)} ${rest.slice(5)}`;
    const text = [`${area}-${grouped}`, `${area} ${grouped}`, `${area}-${rest}`, old][style] ?? "";
    expect(personalNumbers(text)).toEqual([]);
  });

  test.prop([fc.date({ min: new Date("2000-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })], {
    numRuns: 5000,
  })("a moment written with a colon or a full stop in its time, and a range of days", (date) => {
    const iso = date.toISOString();
    const day = iso.slice(0, 10);
    const dotted = iso.slice(0, 16).replace("T", " ").replace(":", ".");
    for (const text of [
      `${iso} ${dotted}`,
      `${day} 14`,
      `${day} – ${day}`,
      `${day}-${day}`,
      `kl 8 ${day} ${day}`,
    ])
      expect(personalNumbers(text), text).toEqual([]);
  });

  test.prop([fc.string({ unit: "binary", maxLength: 300 })])(
    "whatever the text, places lie in it, in order, apart",
    (text) => {
      let end = 0;
      for (const { from, to } of personalNumbers(text)) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    },
  );

  test("a long text of digits is read in no time", () => {
    const start = performance.now();
    personalNumbers("1 ".repeat(50_000));
    personalNumbers("8".repeat(100_000));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
