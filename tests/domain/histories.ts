import { fc } from "@fast-check/vitest";
import { at, plusDays, plusMinutes } from "#domain/calendar";
import { municipalitySchema } from "#domain/municipality-schema";
import type { Period } from "#domain/period";
import type { Answers, Facts, Instant, LocalDate } from "#domain/record";

/** Small municipalities that never were, as records before anybody has counted them. */

export const town = municipalitySchema.parse({
  tenant: "sandby",
  name: "Sandby kommun",
  board: "Socialnämnden",
  levels: { department: "Förvaltning", unit: "Enhet" },
  units: [
    { id: "sandby", name: "Socialförvaltningen", reports: false },
    { id: "barn", name: "Barn och familj", parent: "sandby" },
    { id: "vuxen", name: "Vuxna", parent: "sandby" },
    { id: "aldre", name: "Äldre", parent: "sandby", reports: false },
    { id: "hemtjanst", name: "Hemtjänst", parent: "aldre" },
    { id: "boende", name: "Boende", parent: "aldre" },
  ],
  roles: ["unitManager", "sas", "director", "committeeSecretary"],
  deciders: { degree: "sas", ivo: "sas" },
  kinds: ["deviation", "action", "compilation"],
  compilations: [],
  volumes: [
    { unit: "barn", employees: 12.5, interventions: 310 },
    { unit: "boende", employees: 40 },
  ],
  thresholds: { medium: 4, high: 8, veryHigh: 12 },
  processes: [],
  helpRoutines: [],
});

/** The unit that was closed while the year went on: the municipality's file no longer has it. */
export const closed = "nattpatrull";

/** A record as it lies in the table, before its facts are made. */
export interface Raw {
  readonly kind: string;
  readonly id: string;
  /** Where it lies now, last; and where it lay before it was moved. */
  readonly units: readonly string[];
  readonly happened?: Instant;
  readonly reported: Instant;
  readonly state: string;
  readonly answers: Answers;
  readonly guarded: boolean;
}

/** A clock of another make than the house's. */
const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", dateStyle: "short" });
export const dayIn = (instant: Instant) => wall.format(Date.parse(instant)) as LocalDate;

/** What lies on the shelf of a record. */
export const factsOf = ({ kind, units, happened, reported, state, answers, guarded }: Raw): Facts => ({
  ...answers,
  kind,
  unit: units.at(-1) ?? "",
  state,
  desk: "unitManager",
  reportedOn: dayIn(reported),
  ...(happened && { occurredOn: dayIn(happened) }),
  guarded: guarded ? "yes" : "no",
});

/** A period with what it is laid beside, written out by hand. */
export interface Stretch {
  readonly now: Period;
  readonly previous: Period;
  readonly yearBefore: Period;
  /** The last of the 24 months that are drawn. */
  readonly lastMonth: string;
  /** The first day of the half-year from which on reports are looked for. */
  readonly since: string;
}

const days = (from: string, to: string) => ({ from, to }) as Period;
export const stretches: Readonly<Record<string, Stretch>> = {
  "a spring": {
    now: days("2026-01-01", "2026-06-30"),
    previous: days("2025-07-01", "2025-12-31"),
    yearBefore: days("2025-01-01", "2025-06-30"),
    lastMonth: "2026-06",
    since: "2024-07-01",
  },
  "an autumn": {
    now: days("2026-07-01", "2026-12-31"),
    previous: days("2026-01-01", "2026-06-30"),
    yearBefore: days("2025-07-01", "2025-12-31"),
    lastMonth: "2026-12",
    since: "2025-01-01",
  },
  "a tertial with a leap day": {
    now: days("2028-01-01", "2028-04-30"),
    previous: days("2027-09-01", "2027-12-31"),
    yearBefore: days("2027-01-01", "2027-04-30"),
    lastMonth: "2028-04",
    since: "2026-01-01",
  },
  "a year": {
    now: days("2026-01-01", "2026-12-31"),
    previous: days("2025-01-01", "2025-12-31"),
    yearBefore: days("2025-01-01", "2025-12-31"),
    lastMonth: "2026-12",
    since: "2025-01-01",
  },
  "own days over New Year": {
    now: days("2026-11-16", "2027-05-15"),
    previous: days("2025-11-16", "2026-05-15"),
    yearBefore: days("2025-11-16", "2026-05-15"),
    lastMonth: "2027-05",
    since: "2025-01-01",
  },
};

const some = (...values: readonly string[]) => fc.constantFrom(...values, undefined);
const yesNo = fc.constantFrom("yes", "no");

/** What is asked of a deviation: much of it only once somebody has assessed it. */
const deviation = fc.record({
  nature: fc.constantFrom("deviation", "deviation", "deviation", "risk", "mistreatment", "unsure"),
  law: fc.constantFrom("sol", "sol", "lss", "hsl", "unknown"),
  category: some("care", "care", "care", "conduct", "legal", "health", "placement"),
  code: some("UTF1", "UTF1", "BEM2", "SEK1", "OVG3", "LKM1", "DOK1", "FAL1", "TRY", "NUT", "ORG2", "SAM1"),
  cause: fc.option(fc.subarray(["communication", "routines", "workload"]), { nil: undefined }),
  lexSarah: fc.constantFrom("no", "no", "no", "yes"),
  degree: some("none", "tangibleRisk", "serious"),
  notice: some("yes", "no"),
});
const scored = fc.option(
  fc.record({ probability: fc.constantFrom("1", "2", "4"), severity: fc.constantFrom("1", "3", "4") }),
  { nil: {} },
);
const action = fc.record({
  actionType: fc.constantFrom("direct", "training", "routine"),
  strength: fc.constantFrom("weak", "medium", "strong"),
  source: fc.constantFrom("deviation", "lexSarah", "meeting"),
  level: fc.constantFrom("unit", "department"),
  effect: some("yes", "partly", "no"),
  followed: yesNo,
});
/** What somebody outside has said: of praise nobody asks where it belongs. */
const complaint = fc
  .record({
    nature: fc.constantFrom("complaint", "complaint", "complaint", "suggestion", "question", "praise"),
    law: fc.constantFrom("sol", "sol", "hsl", "unknown"),
    category: some("care", "care", "conduct", "legal"),
    wantsAnswer: some("yes", "no"),
    answeredInTime: some("yes", "no"),
    judged: yesNo,
    finding: some("yes", "no"),
  })
  .map((said) => ({ ...said, praise: said.nature === "praise" ? "yes" : "no" }));
const level = fc.constantFrom("1", "2", "4");
const risk = fc.record({
  nature: fc.constantFrom("harm", "harm", "legal", "other"),
  probability: some("1", "2", "4"),
  severity: level,
  residualProbability: some("1", "2"),
  residualSeverity: level,
  riskLevel: some("low", "medium", "high"),
  control: some("managementSystem", "internalControl"),
  leadsTo: some("mistreatment", "deviation"),
  value: fc.constantFrom("1", "4", "16"),
  handled: yesNo,
  reassessed: yesNo,
  reduced: yesNo,
  decision: some("commonSelfInspection", "action", "keep"),
  year: fc.constantFrom("2026", "2027"),
});
const proposal = fc.record({
  nature: fc.constantFrom("staff", "staff", "routine", "complaint", "meeting"),
  outcome: fc.constantFrom("adopted", "common", "declined", "unanswered"),
  answered: yesNo,
  lifted: yesNo,
});
const providerNotice = fc.record({
  type: fc.constantFrom("lexSarahReport", "seriousEvent", "other"),
  law: fc.constantFrom("sol", "lss", "hsl"),
  provider: fc.constantFrom("Solgården AB", "Björken"),
  providerNotifiedIvo: yesNo,
  providerDegree: some("none", "serious", "notJudged"),
});

/** The states of each kind, those most often met more than once. */
const states = {
  deviation: ["received", "assigned", "investigation", "closed", "closed", "closed", "mistaken", "merged"],
  action: ["planned", "done", "followed", "noEffect", "cancelled"],
  complaint: ["received", "handling", "judged", "closed", "closed", "mistaken"],
  risk: ["raised", "assessed", "accepted", "accepted", "reduced", "closed", "withdrawn"],
  proposal: ["received", "lifted", "adopting", "adopted", "common", "declined", "withdrawn"],
  providerNotice: ["received", "following", "reported", "closed", "mistaken"],
} as const;
type KindOf = keyof typeof states;
/** What has no day of its own but that on which it was written down. */
const undated: readonly KindOf[] = ["action", "risk", "proposal", "providerNotice"];
/** What stands on a shelf of its own, not on that of its half-year. */
export const standing: readonly string[] = ["action", "risk", "providerNotice"] satisfies KindOf[];

/** Moments in what is counted, many of them about the midnights that cut it. */
function moments({ now, previous, yearBefore }: Stretch) {
  const cuts = [now, previous, yearBefore].flatMap(({ from, to }) => [from, plusDays(to, 1)]);
  const about = fc
    .tuple(fc.constantFrom(...cuts), fc.integer({ min: -130, max: 130 }))
    .map(([day, minutes]) => plusMinutes(at(day, "00:00"), minutes));
  const length = (Date.parse(now.to) - Date.parse(yearBefore.from)) / 86_400_000;
  const any = fc
    .integer({ min: -200, max: Math.round(length) + 20 })
    .map((n) => at(plusDays(yearBefore.from, n), "13:30"));
  return fc.oneof(about, any, any);
}

const unitsOf = fc.array(fc.constantFrom("barn", "barn", "vuxen", "hemtjanst", "boende", "sandby", closed), {
  minLength: 1,
  maxLength: 3,
});

/** What is told of in one history: one kind or two at length, or a little of each. */
const tales: readonly (readonly KindOf[])[] = [
  ["deviation", "deviation", "deviation", "action"],
  ["deviation", "deviation", "deviation", "action"],
  ["complaint"],
  ["risk"],
  ["proposal", "providerNotice"],
  ["deviation", "deviation", "action", "complaint", "risk", "proposal", "providerNotice"],
];

/** A record, and how many there are just like it. */
function several(stretch: Stretch, tale: readonly KindOf[]) {
  const day = (after: number) => (reported: Instant) => plusDays(dayIn(reported), after);
  return fc
    .record({
      kind: fc.constantFrom(...tale),
      units: unitsOf,
      happened: fc.option(moments(stretch), { nil: undefined, freq: 8 }),
      moment: moments(stretch),
      delay: fc.constantFrom(0, 0, 0, 0, 1, 3, 40, 200),
      state: fc.nat(),
      said: fc.record({
        deviation: fc.tuple(deviation, scored).map(([told, score]) => ({ ...told, ...score })),
        ...{ action, complaint, risk, proposal, providerNotice },
      }),
      due: fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }),
      // What comes before the report was written down wrong.
      after: fc.dictionary(
        fc.constantFrom(
          ...["assessOn", "closeOn", "lexAssessOn", "decideOn", "noticeSentOn"],
          ...[
            "acknowledgedOn",
            "answeredOn",
            "answerOn",
            "decideScopeOn",
            "adoptOn",
            "receivedOn",
            "eventOn",
          ],
        ),
        fc.integer({ min: -2, max: 120 }),
      ),
      guarded: fc.boolean(),
      times: fc.constantFrom(1, 1, 1, 2, 3, 5, 8),
    })
    .map(({ kind, happened, moment, delay, times, ...one }) => {
      const event = undated.includes(kind) ? undefined : happened;
      const reported = plusMinutes(event ?? moment, delay * 1440);
      const of = states[kind];
      const dates = Object.entries({ ...one.after, ...(one.due !== undefined && { due: one.due }) });
      const answers = {
        ...one.said[kind],
        ...Object.fromEntries(dates.map(([is, n]) => [is, day(n)(reported)])),
      };
      const raw = {
        kind,
        units: one.units,
        ...(event && { happened: event }),
        reported,
        state: of[one.state % of.length] ?? "",
        answers: Object.fromEntries(Object.entries(answers).filter(([, is]) => is !== undefined)) as Answers,
        guarded: one.guarded,
      };
      return Array.from({ length: times }, () => raw);
    });
}

/** Everything that was ever reported, in any order. */
export const histories = (stretch: Stretch, most = 40): fc.Arbitrary<readonly Raw[]> =>
  fc
    .constantFrom(...tales)
    .chain((tale) => fc.array(several(stretch, tale), { maxLength: most }))
    .map((all) => all.flat().map((raw, n) => ({ ...raw, id: `K${String(n).padStart(3, "0")}-AAAA` })));
