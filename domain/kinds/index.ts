import { action } from "./action.ts";
import { appointment } from "./appointment.ts";
import { compilation } from "./compilation.ts";
import { complaint } from "./complaint.ts";
import { control } from "./control.ts";
import { deviation } from "./deviation.ts";
import { forumNote } from "./forum-note.ts";
import { proposal } from "./proposal.ts";
import { providerNotice } from "./provider-notice.ts";
import { risk } from "./risk.ts";
import { routine } from "./routine.ts";
import { selfInspection } from "./self-inspection.ts";

/** The register: every kind of record there is. A new kind is its file, its line here and its words. */
export const kinds = {
  deviation,
  complaint,
  risk,
  proposal,
  action,
  routine,
  control,
  selfInspection,
  forumNote,
  providerNotice,
  appointment,
  compilation,
} as const;
export type Kinds = typeof kinds;
