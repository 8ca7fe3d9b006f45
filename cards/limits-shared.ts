import * as z from "zod";

/** What both platforms' limits ask alike. */

/** Where a link may lead. */
export const webPage = () => z.url({ protocol: /^https?$/ });

export interface Issues {
  addIssue(issue: { code: "custom"; message: string }): void;
}

/** Tells of the first that is given twice. */
export function noTwo(ids: readonly (string | undefined)[], name: string, issues: Issues): void {
  const given = ids.filter((id) => id !== undefined);
  const twice = given.find((id, index) => given.indexOf(id) < index);
  if (twice !== undefined) issues.addIssue({ code: "custom", message: `${name} ${twice} is used twice` });
}
