import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import {
  type Expr,
  type PolicyJson,
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  statefulIsAuthorized,
} from "@cedar-policy/cedar-wasm/nodejs";
import { type Asker, type Matter, typeOf, uid } from "./matter.ts";

/**
 * Who may see and do what, by `access.cedar` and Cedar's own engine. Millions of cells are asked, so a policy is
 * taken apart: each comparison in it is answered by Cedar once for what it reads, and put together here. Cedar's
 * answer to the policies whole is `allowsWhole`; that the two are the same is tested on samples.
 */

// Node 20 dies ("unreachable code" in V8's deoptimizer) when a hot call into WebAssembly was inlined and its caller
// is deoptimised meanwhile.
setFlagsFromString("--no-turbo-inline-js-wasm-calls");

/** The groups of actions in the policies: what is seen, what is one's own, what stops harm; all else handles. */
const groups: Readonly<Record<string, string>> = {
  seeWhole: "see",
  seeReport: "see",
  seeExistence: "see",
  seeOwn: "own",
  open: "own",
  wrongUnit: "own",
  complete: "own",
  reply: "own",
  secureNow: "rescue",
};
const groupOf = (action: string) => groups[action] ?? "handle";

/** Something that holds or not; `person`: it depends on who asks, and not on the case alone. */
interface Test {
  readonly person: boolean;
  readonly holds: (asker: Asker, matter: Matter) => boolean;
}
interface Rule {
  readonly effect: "permit" | "forbid";
  readonly applies: (action: string) => boolean;
  readonly type: string | undefined;
  readonly tests: readonly Test[];
}

/** An expression, as far as it is taken apart. */
interface Joined {
  readonly "&&"?: { readonly left: Expr; readonly right: Expr };
  readonly "||"?: { readonly left: Expr; readonly right: Expr };
  readonly "!"?: { readonly arg: Expr };
}

const comparisons = new Map<string, Test>();
const text = readFileSync("tests/domain/access.cedar", "utf8");
preparsed("access", { staticPolicies: text });
const parts = policySetTextToParts(text);
const rules = parts.type === "success" ? parts.policies.map(ruleOf) : [];

function preparsed(id: string, policies: Parameters<typeof preparsePolicySet>[1]): void {
  const outcome = preparsePolicySet(id, policies);
  if (outcome.type !== "success") throw new Error(JSON.stringify(outcome.errors));
}

function ruleOf(policy: string): Rule {
  const read = policyToJson(policy);
  if (read.type !== "success") throw new Error(policy);
  const { effect, action, resource, conditions } = read.json;
  const given = "entities" in action ? action.entities : "entity" in action ? [action.entity] : [];
  const names = given.map((each) => ("__entity" in each ? each.__entity.id : each.id));
  return {
    effect,
    applies: (name) => action.op === "All" || names.some((each) => each === name || each === groupOf(name)),
    type: resource.op === "is" ? resource.entity_type : undefined,
    tests: conditions.flatMap(({ kind, body }) => (kind === "when" ? all(body) : [not(body)])),
  };
}

/** What must hold for all of it to hold. */
function all(body: Expr): Test[] {
  const { "&&": both } = body as Joined;
  return both ? [...all(both.left), ...all(both.right)] : [testOf(body)];
}

function not(body: Expr): Test {
  const { person, holds } = testOf(body);
  return { person, holds: (asker, matter) => !holds(asker, matter) };
}

function testOf(body: Expr): Test {
  const { "&&": both, "||": either, "!": opposite } = body as Joined;
  if (opposite) return not(opposite.arg);
  const two = both ?? either;
  if (!two) return comparison(body);
  const [left, right] = [testOf(two.left), testOf(two.right)];
  const person = left.person || right.person;
  return both
    ? { person, holds: (asker, matter) => left.holds(asker, matter) && right.holds(asker, matter) }
    : { person, holds: (asker, matter) => left.holds(asker, matter) || right.holds(asker, matter) };
}

/** A comparison, answered by Cedar once for each set of what it reads. */
function comparison(body: Expr): Test {
  const written = JSON.stringify(body);
  const same = comparisons.get(written);
  if (same) return same;
  const attributes = [...written.matchAll(/"left":\{"Var":"resource"\},"attr":"(\w+)"/g)].map(
    ([, name]) => name,
  );
  if (written.split('{"Var":"resource"}').length - 1 !== attributes.length)
    throw new Error(`reads the case otherwise than by attribute: ${written}`);
  const [any, person] = [{ op: "All" } as const, written.includes('{"Var":"principal"}')];
  const alone: PolicyJson = {
    effect: "permit",
    principal: any,
    action: any,
    resource: any,
    conditions: [{ kind: "when", body }],
  };
  preparsed(written, { staticPolicies: [alone] });
  const known = new Map<string, boolean>();
  const holds: Test["holds"] = (asker, matter) => {
    let key = person ? asker.key : "";
    for (const name of attributes) key += `|${matter.keys[name ?? ""]}`;
    const found = known.get(key) ?? asked(written, "open", asker, matter);
    known.set(key, found);
    return found;
  };
  const test = { person, holds };
  comparisons.set(written, test);
  return test;
}

/** Cedar's answer. An error in a policy is no answer. */
function asked(policies: string, action: string, asker: Asker, matter: Matter): boolean {
  const name = uid("Action", action);
  const answer = statefulIsAuthorized({
    principal: asker.entity.uid,
    action: name,
    resource: matter.entity.uid,
    context: {},
    preparsedPolicySetId: policies,
    validateRequest: false,
    entities: [
      asker.entity,
      matter.entity,
      { uid: name, attrs: {}, parents: [uid("Action", groupOf(action))] },
    ],
  });
  if (answer.type !== "success" || answer.response.diagnostics.errors.length > 0)
    throw new Error(JSON.stringify(answer));
  return answer.response.decision === "allow";
}

const spoken = new Map<string, readonly Rule[]>();
/** The rules that speak of an action on a record of a type. */
function rulesOf(action: string, type: string): readonly Rule[] {
  const key = `${type}.${action}`;
  const found =
    spoken.get(key) ?? rules.filter((rule) => rule.applies(action) && (rule.type ?? type) === type);
  spoken.set(key, found);
  return found;
}

/** What is left to ask of a person about an action, the case being as it is. */
interface Left {
  readonly permits: readonly (readonly Test[])[];
  readonly forbids: readonly (readonly Test[])[];
}
const left = new WeakMap<Matter, Map<string, Left>>();
const nobody: Asker = { key: "", entity: { uid: uid("Person", ""), attrs: {}, parents: [] } };

function leftOf(action: string, matter: Matter): Left {
  const known = left.get(matter) ?? new Map<string, Left>();
  left.set(matter, known);
  const found = known.get(action);
  if (found) return found;
  const standing = rulesOf(action, matter.entity.uid.type).filter(({ tests }) =>
    tests.every(({ person, holds }) => person || holds(nobody, matter)),
  );
  const of = (effect: Rule["effect"]) =>
    standing.flatMap((rule) => (rule.effect === effect ? [rule.tests.filter(({ person }) => person)] : []));
  const both = { permits: of("permit"), forbids: of("forbid") };
  known.set(action, both);
  return both;
}

/** Whether the policies allow it: some permit holds and no forbid does. */
export function allows(asker: Asker, action: string, matter: Matter): boolean {
  const { permits, forbids } = leftOf(action, matter);
  const met = (tests: readonly Test[]) => tests.every(({ holds }) => holds(asker, matter));
  return permits.some(met) && !forbids.some(met);
}

/** The same, asked of Cedar with all policies at once. */
export function allowsWhole(asker: Asker, action: string, matter: Matter): boolean {
  return asked("access", action, asker, matter);
}

/** Whether any policy speaks of the action at all. */
export function speaksOf(action: string, kind: string): boolean {
  return rulesOf(action, typeOf(kind)).some(({ effect }) => effect === "permit");
}

/** The widest sight that the policies give, in the house's names for them. */
export function sightOf(asker: Asker, matter: Matter): "full" | "own" | "harm" | "head" | undefined {
  if (allows(asker, "seeWhole", matter)) return "full";
  if (allows(asker, "seeOwn", matter)) return "own";
  if (allows(asker, "seeReport", matter)) return "harm";
  return allows(asker, "seeExistence", matter) ? "head" : undefined;
}
