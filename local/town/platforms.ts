import type { Workspace } from "#local/slack/workspace";
import type { TeamsService } from "#local/teams/service";

/** The platforms of the town; one that is missing is somebody else's, and not ours to show. */
export interface Platforms {
  readonly teams?: TeamsService;
  readonly slack?: Workspace;
}

/** The same stand-ins, whose people give the house addresses on the line. */
export function overTheLine({ teams, slack }: Platforms, url: string): Platforms {
  return {
    ...(teams && { teams: { ...teams, serviceUrl: `${url}/wire/teams/emea/` } satisfies TeamsService }),
    ...(slack && { slack: { ...slack, url: `${url}/wire/slack/api/` } satisfies Workspace }),
  };
}

/** Takes away everything that was said. */
export function empty({ teams, slack }: Platforms): void {
  if (teams) teams.messages.length = 0;
  if (!slack) return;
  slack.messages.length = 0;
  for (const held of [slack.modals, slack.homes, slack.triggers, slack.addresses]) held.clear();
}
