import { stateOf } from "./inputs.ts";
import type { Button } from "./shapes.ts";
import type { Modal, Workspace } from "./workspace.ts";

/** The parts of Slack's payloads, in Slack's exact shapes. */

export function eventPayload(workspace: Workspace, event: object): object {
  return {
    token: "legacy",
    team_id: workspace.team,
    api_app_id: workspace.app,
    event,
    type: "event_callback",
    event_id: `Ev${workspace.next()}`,
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.team,
        user_id: workspace.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}

/** The modal with what was typed in it. */
export function viewPayload(workspace: Workspace, { id, hash, view, typed }: Modal): object {
  return {
    id,
    hash,
    team_id: workspace.team,
    app_id: workspace.app,
    bot_id: "B0BOT",
    callback_id: "",
    external_id: "",
    root_view_id: id,
    previous_view_id: null,
    clear_on_close: false,
    notify_on_close: false,
    ...view,
    submit: view.submit ?? null,
    close: view.close ?? null,
    private_metadata: view.private_metadata ?? "",
    state: { values: stateOf(view.blocks, typed) },
  };
}

export function actionPayload({ block, element }: Button, action_ts: string): object {
  const { type, action_id, text, value, style } = element;
  return { type, block_id: block.block_id, action_id, text, value, style, action_ts };
}
