import type { Kinds } from "#domain/kinds/index";
import { actionWords } from "./action.ts";
import { appointmentWords } from "./appointment.ts";
import { compilationWords } from "./compilation.ts";
import { complaintWords } from "./complaint.ts";
import { controlWords } from "./control.ts";
import { deviationWords } from "./deviation.ts";
import { forumNoteWords } from "./forum-note.ts";
import { proposalWords } from "./proposal.ts";
import { providerNoticeWords } from "./provider-notice.ts";
import { riskWords } from "./risk.ts";
import { routineWords } from "./routine.ts";
import { selfInspectionWords } from "./self-inspection.ts";
import type { WordsOf } from "./words.ts";

/** Every kind's words. A kind in the register without its words does not compile. */
export const words = {
  deviation: deviationWords,
  action: actionWords,
  appointment: appointmentWords,
  compilation: compilationWords,
  complaint: complaintWords,
  proposal: proposalWords,
  providerNotice: providerNoticeWords,
  risk: riskWords,
  routine: routineWords,
  control: controlWords,
  selfInspection: selfInspectionWords,
  forumNote: forumNoteWords,
} as const satisfies {
  [K in keyof Kinds]: WordsOf<Kinds[K]>;
};
