import { Duration, type Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { FilterPattern, type ILogGroup, type LogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Door } from "./doors.ts";

/** One thing worth calling somebody out for. `silence`: what it means that nothing was measured. */
export type Watch = {
  readonly name: string;
  readonly metric: IMetric;
  readonly silence: "good" | "bad";
  /** What it means to a person, where it does not mean that the door fails. */
  readonly means?: string;
} & ({ readonly above: number } | { readonly below: number });

/** Whom the alarms reach. */
export function operator(stack: Stack, masterKey: IKey, mail: string): Topic {
  const topic = new Topic(stack, "Operator", { masterKey, enforceSSL: true });
  topic.addSubscription(new EmailSubscription(mail));
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
    }),
  );
  return topic;
}

/** Says what a failing door means to a person, and where to read what to do about it. */
export function watch(
  stack: Stack,
  topic: Topic,
  door: Door,
  { name, metric, silence, means = door.ifItFails, ...limit }: Watch,
): void {
  const alarmName = `${door.name}-${name}`;
  new Alarm(stack, `${alarmName}-alarm`, {
    alarmName,
    alarmDescription: `${means}\nRUNBOOK: infra/RUNBOOK.md, ${alarmName}`,
    metric,
    ...("above" in limit
      ? { threshold: limit.above, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD }
      : { threshold: limit.below, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD }),
    evaluationPeriods: 1,
    treatMissingData: silence === "good" ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
  }).addAlarmAction(new SnsAction(topic));
}

/** Answers of 500 and up, counted from our own log: the gateway's figures are not kept per path. */
export function errorsOn(log: LogGroup, routes: readonly string[]): Watch {
  const route = routes.join(" ");
  const filter = new MetricFilter(log, `errors ${route}`, {
    logGroup: log,
    filterPattern: FilterPattern.all(
      FilterPattern.any(...routes.map((each) => FilterPattern.stringValue("$.route", "=", each))),
      FilterPattern.stringValue("$.status", "=", "5*"),
    ),
    metricNamespace: "Kvalitetsboten",
    metricName: `Errors ${route}`,
    metricValue: "1",
  });
  return {
    name: "errors",
    metric: filter.metric({ statistic: "Sum", period: Duration.minutes(5) }),
    above: 0,
    silence: "good",
  };
}

/** Lines in a door's log that say so. */
export function saidIn(log: ILogGroup, name: string, why: string, means: string): Watch {
  const filter = new MetricFilter(log, name, {
    logGroup: log,
    filterPattern: FilterPattern.stringValue("$.why", "=", why),
    metricNamespace: "Kvalitetsboten",
    metricName: name,
    metricValue: "1",
  });
  const metric = filter.metric({ statistic: "Sum", period: Duration.minutes(5) });
  return { name, metric, above: 0, silence: "good", means };
}

/** Anything at all in a queue of failures. */
export const waitingIn = (queue: Queue): Watch => ({
  name: "left-behind",
  metric: queue.metricApproximateNumberOfMessagesVisible({
    statistic: "Maximum",
    period: Duration.minutes(1),
  }),
  above: 0,
  silence: "good",
});
