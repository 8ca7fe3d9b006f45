import type { IndexName } from "#functions/storage/store";

/** Every name a function may find in its environment. The values come from `settings.ts`. */
export type EnvName =
  | "MICROSOFT_APP_ID"
  | "MICROSOFT_APP_PASSWORD"
  | "MICROSOFT_APP_TENANT_ID"
  | "TEAMS_SERVICE_HOSTS"
  | "SLACK_SIGNING_SECRET"
  | "SLACK_BOT_TOKEN"
  | "TABLE_NAME"
  | "KEYS_TABLE_NAME"
  | "VAULT_KEY"
  | "PUBLIC_URL"
  | "COMPILE_FUNCTION";

/** The store's verbs, as far as a role can tell them apart. */
export type Verb = "get" | "put" | "query" | "removeDraft";

/** One way into the house. The cloud (`aws.ts`) and localhost open the same doors from this list. */
export interface Door {
  readonly name: "teams" | "slack" | "file" | "deliver" | "wake" | "compile";
  /** The file that exports `handler`. */
  readonly entry: `bot/${string}.lambda.ts`;
  /** A request to a path (`{name}` in it stands for anything), a saved item with this sort key, the clock, or other doors. */
  readonly opens:
    | { readonly path: `/${string}`; readonly methods: readonly ("GET" | "POST")[] }
    | { readonly saved: string }
    | { readonly every: { readonly minutes: number } }
    | { readonly called: true };
  /** What it may touch: nothing else of the house answers it. */
  readonly may: {
    readonly table: readonly Verb[];
    readonly indexes: readonly IndexName[];
    readonly keys: readonly ("get" | "put")[];
    /** The door behind it that it may call. */
    readonly calls?: "compile";
  };
  readonly env: readonly EnvName[];
  readonly memoryMB: number;
  readonly timeoutSeconds: number;
  /** Places set aside for it and the most it may take: a flood at one door leaves the others open. */
  readonly atOnce: number;
  /** Told to whoever is called out: who notices, and what is lost or late for them. */
  readonly ifItFails: string;
}

const store = ["TABLE_NAME", "KEYS_TABLE_NAME", "VAULT_KEY"] as const;
const slack = ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"] as const;
const teams = [
  "MICROSOFT_APP_ID",
  "MICROSOFT_APP_PASSWORD",
  "MICROSOFT_APP_TENANT_ID",
  "TEAMS_SERVICE_HOSTS",
] as const;

/** What a person can do in chat is the same on both platforms, so their doors may do the same. */
const chat = {
  may: {
    table: ["get", "put", "query", "removeDraft"],
    indexes: ["shelf", "desk", "reporter"],
    keys: ["get", "put"],
  },
  // A cold start is a wait for somebody with a phone in their hand: memory buys processor time.
  memoryMB: 1024,
  timeoutSeconds: 10,
  atOnce: 50,
} as const satisfies Partial<Door>;

/** What goes out goes to both platforms; nothing that goes out is protected text. */
const outward = {
  env: [...store, ...slack, ...teams, "COMPILE_FUNCTION"],
  memoryMB: 512,
} as const satisfies Partial<Door>;

export const doors: readonly Door[] = [
  {
    ...chat,
    name: "teams",
    entry: "bot/teams/door.lambda.ts",
    opens: { path: "/api/messages", methods: ["POST"] },
    env: [...store, ...teams, "PUBLIC_URL"],
    ifItFails:
      "Staff and managers in Teams see an error instead of the next step. A report they have begun is kept, " +
      "but one they could not begin is not; somebody in danger must ring instead.",
  },
  {
    ...chat,
    name: "slack",
    entry: "bot/slack/door.lambda.ts",
    opens: { path: "/slack/events", methods: ["POST"] },
    env: [...store, ...slack, "PUBLIC_URL"],
    ifItFails:
      "Staff and managers in Slack see an error instead of the next step. A report they have begun is kept, " +
      "but one they could not begin is not; somebody in danger must ring instead.",
  },
  {
    name: "file",
    entry: "bot/file.lambda.ts",
    // Looking (GET) is for everybody who scans links, and uses nothing up; only the button's POST does.
    opens: { path: "/file/{token}", methods: ["GET", "POST"] },
    may: { table: ["get", "put", "query"], indexes: ["shelf"], keys: ["get"] },
    env: store,
    memoryMB: 1024,
    timeoutSeconds: 10,
    atOnce: 10,
    ifItFails:
      "Case workers cannot fetch a document, such as the decision basis of an investigation, and must press " +
      "for a new link in the chat. Nothing is lost: the case itself is open in the chat.",
  },
  {
    ...outward,
    name: "deliver",
    entry: "bot/deliver.lambda.ts",
    opens: { saved: "RECORD" },
    may: { table: ["get", "put", "query"], indexes: ["shelf", "desk"], keys: [], calls: "compile" },
    timeoutSeconds: 60,
    atOnce: 10,
    ifItFails:
      "Managers and the SAS get their cards up to a minute late, when the sweep sends them instead. " +
      "Nothing is lost.",
  },
  {
    ...outward,
    name: "wake",
    entry: "bot/wake.lambda.ts",
    opens: { every: { minutes: 1 } },
    may: {
      table: ["get", "put", "query"],
      indexes: ["wake", "shelf", "reporter", "desk"],
      keys: [],
      calls: "compile",
    },
    // Under a minute, and one at a time: a sweep never meets the one before it.
    timeoutSeconds: 50,
    atOnce: 1,
    ifItFails:
      "An urgent report that nobody takes is not passed on to the next in the chain, and a card that could " +
      "not be sent at once is not sent again. Managers and the SAS do not know what they are missing.",
  },
  {
    name: "compile",
    entry: "bot/compile.lambda.ts",
    opens: { called: true },
    // Facts and nothing else: it cannot read a protected word, whatever it is made to try.
    may: { table: [], indexes: ["shelf"], keys: [] },
    env: ["TABLE_NAME"],
    memoryMB: 1024,
    // Well within what its callers have: an alarm behind it must not wait long.
    timeoutSeconds: 25,
    atOnce: 2,
    ifItFails:
      "The figures of a compilation come later: they are asked for again until they are there. The SAS waits for " +
      "the card, and nothing is lost.",
  },
];

/** The door that a request opens, and what its path names: for `/file/{token}`, the token. */
export function doorAt(
  method: string | undefined,
  url: string | undefined,
): { name: Door["name"]; pathParameters: Record<string, string> } | undefined {
  const [path = ""] = (url ?? "").split("?", 1);
  for (const { name, opens } of doors) {
    if (!("path" in opens) || !opens.methods.some((each) => each === method)) continue;
    const found = new RegExp(`^${opens.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`).exec(path);
    if (found) return { name, pathParameters: { ...found.groups } };
  }
  return undefined;
}
