import type { Advice, Guard, Rules } from "../kind.ts";
import type { Answers, Entry } from "../record.ts";
import { breachCodes, headings, routineCodes, seriousDegrees } from "./codes.ts";

/** What must hold before somebody may do something to a case, and what its figures say. */

/** Whether a case is handled as lex Sarah: reported so and not found otherwise, or found so. */
export function isLexSarah({ nature, track }: Answers): boolean {
  return track === "lexSarah" || (nature === "mistreatment" && track !== "ordinary");
}

/** Was reported or found to be lex Sarah at any time: the committee's list has it, whatever came of it. */
export function wasLexSarah(answers: Answers): boolean {
  return Object.entries(answers).some(
    ([name, answer]) =>
      (/^nature(@|$)/.test(name) && answer === "mistreatment") ||
      (/^track(@|$)/.test(name) && answer === "lexSarah"),
  );
}

/** What has been decided to do, save what came to nothing. */
const actionsOf = ({ links }: Entry) =>
  links.filter(({ kind, outcome }) => kind === "action" && outcome !== "void");
/** The same of what was lifted to a risk, where it is decided what to do. */
const risksOf = ({ links }: Entry) =>
  links.filter(({ kind, outcome }) => kind === "risk" && outcome !== "void");

const happened = (entry: Entry, act: string) => entry.history.some((event) => event.act === act);

export const caseGuards = {
  ordinary: { holds: ({ answers }) => !isLexSarah(answers), otherwise: "lexSarah" },
  lexSarah: { holds: ({ answers }) => isLexSarah(answers), otherwise: "notLexSarah" },
  /** No conflict of interest (förvaltningslagen 16 §). */
  free: { holds: ({ barred }, by) => !barred.includes(by), otherwise: "barred" },
  untaken: { holds: ({ taker }) => taker === undefined, otherwise: "notAllowed" },
  /** Nobody but the reporter has looked at it. */
  unopened: {
    holds: (entry) => !entry.history.some((event) => event.act === "open" && event.by !== entry.by),
    otherwise: "opened",
  },
  /** A case that nobody has taken is taken by its own button as long as it is new. */
  another: {
    holds: ({ taker, state }, by) => taker !== by && (taker !== undefined || state !== "received"),
    otherwise: "alreadyYours",
  },
  /** Everything the investigation must hold but its decision has been written. */
  basis: {
    holds: ({ parts }) =>
      headings.every((heading) => parts.some(({ answers }) => answers.heading === heading)),
    otherwise: "incompleteBasis",
  },
  /** That it is not notified can be decided anew, when more is known; that it is, stands. */
  noticeOpen: { holds: ({ answers }) => answers.notice !== "yes", otherwise: "alreadyDecided" },
  othersDecide: {
    holds: (_entry, _by, { deciders }) => deciders.ivo !== "sas",
    otherwise: "notAllowed",
  },
  toBeSent: {
    // The authority's number comes later than the notice: it can be filled in then.
    holds: ({ answers, sealed }) =>
      answers.notice === "yes" && (!answers.noticeSentOn || !("ivoNumber" in sealed)),
    otherwise: "notDecided",
  },
  sent: { holds: ({ answers }) => answers.noticeSentOn !== undefined, otherwise: "notDecided" },
  health: { holds: ({ answers }) => answers.law === "hsl", otherwise: "notAllowed" },
  /** Nothing has happened yet. */
  mayHappen: { holds: ({ answers }) => answers.nature === "risk", otherwise: "notAllowed" },
  mariaToBeSent: {
    holds: ({ answers, sealed }) =>
      answers.mariaNotice === "yes" && (!answers.mariaSentOn || !("mariaNumber" in sealed)),
    otherwise: "notDecided",
  },
  lifted: { holds: ({ lifted }) => lifted.length > 0, otherwise: "noOneBelow" },
  hidden: {
    holds: ({ hiddenFrom, hides }) => hiddenFrom.length > 0 || hides.length > 0,
    otherwise: "nothingHidden",
  },
  unguarded: {
    holds: ({ hiddenFrom, hides }) => hiddenFrom.length === 0 && hides.length === 0,
    otherwise: "guardedCase",
  },
  roleHidden: { holds: ({ hides }) => hides.length > 0, otherwise: "nothingHidden" },
  nameHidden: {
    holds: ({ hiddenFrom, answers }) => hiddenFrom.includes(String(answers.hidden) as never),
    otherwise: "nothingHidden",
  },
  /** What the assessment said would be done has been planned. */
  planned: {
    holds: (entry) =>
      actionsOf(entry).length + risksOf(entry).length > 0 ||
      (entry.answers.next !== "action" && (entry.answers.degree ?? "none") === "none"),
    otherwise: "noAction",
  },
  settled: {
    holds: ({ links }) => links.every(({ state }) => state === "settled"),
    otherwise: "notYetEnded",
  },
  /** The last thing done had effect, or what comes instead has been decided. */
  effective: {
    holds: (entry) => actionsOf(entry).at(-1)?.outcome !== "no",
    otherwise: "noEffect",
  },
  /** No lex Sarah report ends without an investigation or a reasoned refusal (SoL 27 kap. 5 §). */
  investigated: {
    holds: (entry) =>
      !isLexSarah(entry.answers) || (happened(entry, "decide") && Boolean(entry.answers.degree)),
    otherwise: "notInvestigated",
  },
  /** What is serious has been notified (SoL 27 kap. 6 §). */
  noticed: {
    holds: ({ answers }) => {
      const serious = isLexSarah(answers) && seriousDegrees.includes(String(answers.degree));
      const sarah = serious || answers.notice === "yes";
      return (
        (!sarah || Boolean(answers.noticeSentOn)) &&
        (answers.mariaNotice !== "yes" || Boolean(answers.mariaSentOn))
      );
    },
    otherwise: "noticeMissing",
  },
} as const satisfies Readonly<Record<string, Guard>>;

/** Risk score: probability times consequence, 1 to 16; undefined until both are given. */
export function scoreOf({ probability, severity }: Answers): number | undefined {
  const score = Number(probability) * Number(severity);
  return score > 0 ? score : undefined;
}

/** How high a risk score is, by the municipality's thresholds. */
export function levelOf(
  score: number,
  { medium, high, veryHigh }: Rules["thresholds"],
): "low" | "medium" | "high" | "veryHigh" {
  return score >= veryHigh ? "veryHigh" : score >= high ? "high" : score >= medium ? "medium" : "low";
}

/** Whether lex Sarah is to be thought of, by the municipality's thresholds. */
export function nearsLexSarah(answers: Answers, { lexSarah }: Rules["thresholds"]): boolean {
  const score = scoreOf(answers) ?? 0;
  return (
    lexSarah !== undefined && score >= lexSarah.score && Number(answers.severity) >= lexSarah.consequence
  );
}

/** Health care is brought to those who answer for patient safety, a breach to whoever answers for personal data. */
export function caseAlerts({ law, code }: Answers): readonly string[] {
  return [
    ...(law === "hsl" ? ["mas", "mar"] : []),
    ...(breachCodes.includes(String(code)) ? ["dataProtectionOfficer"] : []),
  ];
}

/** What the figures so far propose. They never decide. */
export function caseAdvice(answers: Answers, rules: Rules): readonly Advice[] {
  return [
    ...scoreAdvice(answers, rules),
    ...(blamesRoutine(answers) ? [{ key: "mendRoutine", with: {} }] : []),
  ];
}

/** Whether a routine was missing, or is not followed: then it is the routine that needs mending. */
export const blamesRoutine = ({ code }: Answers): boolean => routineCodes.includes(String(code));

function scoreAdvice(answers: Answers, { thresholds }: Rules): readonly Advice[] {
  const score = scoreOf(answers);
  if (score === undefined) return [];
  const { hsl } = thresholds;
  const value = { score: String(score) };
  return [
    { key: levelOf(score, thresholds), with: value },
    ...(nearsLexSarah(answers, thresholds) ? [{ key: "lexSarah", with: value }] : []),
    ...(answers.law === "hsl" && score >= hsl ? [{ key: "patientSafety", with: value }] : []),
  ];
}
