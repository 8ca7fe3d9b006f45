import type { Guard } from "../kind.ts";
import type { Answers } from "../record.ts";
import { caseGuards } from "./case-guards.ts";
import { deviation } from "./deviation.ts";

/** What must hold before somebody may do something to a complaint, and what of it runs out. */

/** The types that are registered; all else somebody may want to say belongs elsewhere. */
export const types = ["complaint", "suggestion", "question", "praise"] as const;
/** Those that are looked into: praise is carried on, and that is all. */
export const inquired = ["complaint", "suggestion", "question"] as const;
/** Those that are not ended before somebody has said whether it was a deviation (Osby 5.4.3). */
const toJudge: readonly string[] = ["complaint", "suggestion"];

const isPraise = ({ type }: Answers): boolean => type === "praise";
const wantsAnswer = (answers: Answers): boolean => answers.wantsAnswer === "yes";

/** Whether somebody can be told that it has come: they want an answer, and said how they are reached. */
export const isReached = (answers: Answers): boolean =>
  wantsAnswer(answers) && answers.sender !== "anonymous";

/** Whether an answer has been promised and not been given. */
export const isOwed = (answers: Answers): boolean => wantsAnswer(answers) && answers.answered !== "yes";

/** Whether somebody must still say if it was a deviation. */
export const isUnjudged = ({ type, finding }: Answers): boolean => toJudge.includes(String(type)) && !finding;

/** Whether it must be looked at though nobody waits to be told that it has come. */
export const isUnmet = (answers: Answers): boolean => !isReached(answers) && !isPraise(answers);

export const complaintGuards = {
  free: caseGuards.free,
  untaken: caseGuards.untaken,
  another: caseGuards.another,
  effective: caseGuards.effective,
  roleHidden: caseGuards.roleHidden,
  nameHidden: caseGuards.nameHidden,
  unopened: deviation.guards.unopened,
  praised: { holds: ({ answers }) => isPraise(answers), otherwise: "notAllowed" },
  inquired: { holds: ({ answers }) => !isPraise(answers), otherwise: "notAllowed" },
  unconfirmed: {
    holds: ({ answers }) => isReached(answers) && !answers.acknowledgedOn && isOwed(answers),
    otherwise: "notAllowed",
  },
  /** That it was a deviation stands, and what grew out of it; that it was none can be thought over again. */
  unfound: {
    holds: ({ answers, links }) => {
      const grown = links.filter(({ kind }) => kind === "deviation");
      // What turned out to be registered by mistake was none.
      const wasNone = grown.length > 0 && grown.every(({ outcome }) => outcome === "mistaken");
      return answers.finding !== "yes" || wasNone;
    },
    otherwise: "alreadyDecided",
  },
  owed: { holds: ({ answers }) => isOwed(answers), otherwise: "alreadyDecided" },
  /** Whoever is anonymous is answered by a code or not at all. */
  reachable: {
    holds: ({ answers }) => answers.sender !== "anonymous" || wantsAnswer(answers),
    otherwise: "noCode",
  },
  unanswered: { holds: ({ answers }) => answers.answered !== "yes", otherwise: "alreadyDecided" },
  answerGiven: { holds: ({ answers }) => answers.answered === "yes", otherwise: "notAnswered" },
  answeredFirst: { holds: ({ answers }) => !isOwed(answers), otherwise: "notAnswered" },
  judgedFirst: { holds: ({ answers }) => !isUnjudged(answers), otherwise: "notJudged" },
  /** What grew out of it has ended, so that it is known here how. */
  outcomeKnown: {
    holds: ({ links }) => links.every(({ state }) => state === "settled"),
    otherwise: "outcomeMissing",
  },
} as const satisfies Readonly<Record<string, Guard>>;
