/** Changes of the generated client, each with every difference that it has to show, and no other. */

export interface Mutation {
  what: string;
  /** Behind this text … */
  behind: string;
  /** … the first of these becomes the second. */
  edits: readonly (readonly [string, string])[];
  /** `kind route at`, and how many more routes have it. */
  shows: readonly string[];
}

export function mutated(text: string, { what, behind, edits }: Mutation): string {
  let result = text;
  for (const [from, to] of edits) {
    const start = result.indexOf(behind);
    const at = start < 0 ? -1 : result.indexOf(from, start);
    if (at < 0) throw new Error(`${what}: there is no ${JSON.stringify(from)} behind ${JSON.stringify(behind)}`);
    result = result.slice(0, at) + to + result.slice(at + from.length);
  }
  return result;
}

export const MUTATIONS: readonly Mutation[] = [
  {
    what: 'a key with a value of its own is required',
    behind: 'struct FoldersFolder',
    edits: [['decodeIfPresent(String.self, forKey: .color) ?? "#6B7280"', 'decode(String.self, forKey: .color)']],
    shows: ['key-required GET /v1/folders /answer/0/color +2'],
  },
  {
    what: 'a required key may be missing',
    behind: 'struct FoldersFolder',
    edits: [['decode(String.self, forKey: .name)', 'decodeIfPresent(String.self, forKey: .name) ?? ""']],
    shows: ['key-optional GET /v1/folders /answer/0/name +2'],
  },
  {
    what: 'a key of an inner object is required',
    behind: 'struct ConversationsConversationStructured',
    edits: [['decodeIfPresent(String.self, forKey: .emoji) ?? ""', 'decode(String.self, forKey: .emoji)']],
    shows: ['key-required GET /v1/conversations /answer/0/structured/emoji +4'],
  },
  {
    what: 'a case is dropped from a strict enum',
    behind: 'enum MemoriesMemorieCategory',
    edits: [['    case manual\n', '']],
    shows: ['enum-case-gone GET /v3/memories /answer/0/category +1'],
  },
  {
    what: 'a case is added to a strict enum',
    behind: 'enum ConversationsConversationStatus',
    edits: [['    case failed\n', '    case failed, archived\n']],
    shows: ['enum-case-undeclared GET /v1/conversations /answer/0/status +4'],
  },
  {
    what: 'a strict enum takes every text',
    behind: 'enum GoalGoalType',
    edits: [
      [
        '    case numeric\n',
        '    case numeric\n    init(from decoder: Decoder) throws { self = try Self(rawValue: decoder.singleValueContainer().decode(String.self)) ?? .boolean }\n',
      ],
    ],
    shows: ['enum-lossy GET /v1/goals/all /answer/goals/0/goal_type +4'],
  },
  {
    what: 'a lossy enum fails on other texts',
    behind: 'enum ConversationsConversationSource',
    edits: [['(rawValue: rawValue) ?? .unknown', '(rawValue: rawValue)!']],
    shows: ['enum-strict GET /v1/conversations /answer/0/source +4'],
  },
  {
    what: 'a lossy enum has another case for other texts',
    behind: 'enum NodeNodeType',
    edits: [['(rawValue: rawValue) ?? .concept', '(rawValue: rawValue) ?? .thing']],
    shows: ['enum-other GET /v1/knowledge-graph /answer/nodes/0/node_type'],
  },
  {
    what: 'a raw value is renamed',
    behind: 'enum UsersSubscriptionSubscriptionPlan',
    edits: [['case unlimited', 'case unlimited = "unlimited_v2"']],
    shows: [
      'enum-case-gone GET /v1/users/me/subscription /answer/subscription/plan',
      'enum-case-undeclared GET /v1/users/me/subscription /answer/subscription/plan',
    ],
  },
  {
    what: 'the date strategy takes no fractions of a second',
    behind: 'dateDecodingStrategy',
    edits: [['[.withInternetDateTime, .withFractionalSeconds]', '[.withInternetDateTime]']],
    shows: ['date-strategy GET /v1/conversations +32'],
  },
  {
    what: 'a path is renamed',
    behind: 'func getV1UsersStatsChatMessages',
    edits: [['v1/users/stats/chat-messages', 'v1/users/stats/messages']],
    shows: ['call-gone GET /v1/users/stats/chat-messages', 'call-undeclared GET /v1/users/stats/messages'],
  },
  {
    what: 'a method is another one',
    behind: 'func postV1ConversationsMerge',
    edits: [['try await post(', 'try await patch(']],
    shows: ['call-gone POST /v1/conversations/merge', 'call-undeclared PATCH /v1/conversations/merge'],
  },
  {
    what: 'a call is new',
    behind: 'extension Client {',
    edits: [['\n', '\n    func pin(id: String) async throws { try await delete("v1/folders/\\(id)/pin") }\n']],
    shows: ['call-undeclared DELETE /v1/folders/{id}/pin'],
  },
  {
    what: 'a query value is not sent any more',
    behind: 'func getV1Conversations0',
    edits: [['queryItems.append("end_date=\\(ISO8601DateFormatter().string(from: endDate))")', '_ = endDate']],
    shows: ['sent-gone GET /v1/conversations /query/end_date'],
  },
  {
    what: 'a query value is new',
    behind: 'func patchV1ConversationsVisibility4',
    edits: [['&visibility=\\(visibility)', '&visibility=\\(visibility)&notify=true']],
    shows: ['sent-undeclared PATCH /v1/conversations/{id}/visibility /query/notify'],
  },
  {
    what: 'a query value is of another type',
    behind: 'func patchV1ConversationsStarred3',
    edits: [['starred: Bool', 'starred: String']],
    shows: ['sent-type PATCH /v1/conversations/{id}/starred /query/starred'],
  },
  {
    what: 'a key of a body is renamed',
    behind: 'func postV1ConversationsReprocess',
    edits: [['appId = "app_id"', 'appId = "app"']],
    shows: [
      'sent-gone POST /v1/conversations/{id}/reprocess /body/app_id',
      'sent-undeclared POST /v1/conversations/{id}/reprocess /body/app',
    ],
  },
  {
    what: 'a value of a body is of another type',
    behind: 'func patchV1Conversations5',
    edits: [['let title: String', 'let title: Int']],
    shows: ['sent-type PATCH /v1/conversations/{id} /body/title'],
  },
  {
    what: 'a value of a body is sent sometimes',
    behind: 'func patchV1UsersLanguage',
    edits: [['let language: String', 'let language: String?']],
    shows: ['sent-sometimes PATCH /v1/users/language /body/language'],
  },
  {
    what: 'a value of a body is always sent',
    behind: 'func patchV1UsersDailySummarySettings',
    edits: [['let hour: Int?', 'let hour: Int']],
    shows: ['sent-always PATCH /v1/users/daily-summary-settings /body/hour'],
  },
  {
    what: 'a body is not sent any more',
    behind: 'func postV1UsersPeople',
    edits: [['        request.httpBody = try JSONEncoder().encode(body)\n', '']],
    shows: ['body-gone POST /v1/users/people /body'],
  },
  {
    what: 'the content type is another one',
    behind: 'func postV2VoiceMessageTranscribe',
    edits: [['application/octet-stream', 'audio/wav']],
    shows: ['content-type POST /v2/voice-message/transcribe /body'],
  },
  {
    what: 'a key of an answer is renamed',
    behind: 'struct PeoplePeople',
    edits: [['createdAt = "created_at"', 'createdAt = "created"']],
    shows: ['key-renamed GET /v1/users/people /answer/0/created +1'],
  },
  {
    what: 'a key of an answer is new',
    behind: 'struct UsersLanguage',
    edits: [
      ['let language: String', 'let language: String\n    let region: String'],
      ['case language', 'case language, region'],
    ],
    shows: ['key-undeclared GET /v1/users/language /answer/region +1'],
  },
  {
    what: 'a key of an answer is not decoded any more',
    behind: 'struct UsersNotificationSettings',
    edits: [
      ['    let frequency: Int\n', ''],
      ['enabled, frequency', 'enabled'],
    ],
    shows: ['key-gone GET /v1/users/notification-settings /answer/frequency +1'],
  },
  {
    what: 'a whole number is any number',
    behind: 'struct DailyScoreScoresDaily',
    edits: [['completedTasks: Int', 'completedTasks: Double']],
    shows: ['type GET /v1/scores /answer/daily/completed_tasks'],
  },
  {
    what: 'a text is a number',
    behind: 'struct ActionItemsShare',
    edits: [['let token: String', 'let token: Int']],
    shows: ['type POST /v1/action-items/share /answer/token'],
  },
  {
    what: 'a list is an object',
    behind: 'struct KnowledgeGraphKnowledgeGraph',
    edits: [['let edges: [Edge]', 'let edges: [String: Edge]']],
    shows: ['type GET /v1/knowledge-graph /answer/edges'],
  },
  {
    what: 'another value stands for a missing one',
    behind: 'struct Goal:',
    edits: [['forKey: .maxValue) ?? 100', 'forKey: .maxValue) ?? 10']],
    shows: ['fallback GET /v1/goals/all /answer/goals/0/max_value +4'],
  },
  {
    what: 'a value of a wrong type is as good as none',
    behind: 'struct Goal:',
    edits: [
      [
        'try container.decodeIfPresent(Bool.self, forKey: .isActive) ?? true',
        '(try? container.decode(Bool.self, forKey: .isActive)) ?? true',
      ],
    ],
    shows: ['type-lenient GET /v1/goals/all /answer/goals/0/is_active +4'],
  },
  {
    what: 'a text may be a number as well',
    behind: 'struct ConversationsConversationStructured',
    edits: [
      [
        'category = try container.decodeIfPresent(String.self, forKey: .category) ?? "other"',
        'if let text = try? container.decode(String.self, forKey: .category) { category = text } else { category = String(try container.decodeIfPresent(Int.self, forKey: .category) ?? 0) }',
      ],
    ],
    shows: [
      'fallback GET /v1/conversations /answer/0/structured/category +4',
      'type-either GET /v1/conversations /answer/0/structured/category +4',
    ],
  },
  {
    what: 'null is no whole answer any more',
    behind: 'func getV1Personas',
    edits: [['PersonasPersonas?.self', 'PersonasPersonas.self']],
    shows: ['null-refused GET /v1/personas /answer'],
  },
  {
    what: 'null is a value',
    behind: 'struct MemoriesMemorie:',
    edits: [['decode(String.self, forKey: .content)', 'decode(String?.self, forKey: .content)']],
    shows: ['null-taken GET /v3/memories /answer/0/content +1'],
  },
  {
    what: 'an answer is not looked at any more',
    behind: 'func postV1StagedTasksMigrate45',
    edits: [
      ['let (data, response)', 'let (_, response)'],
      ['        return try decoder.decode(MemoriesMemories2.self, from: data)\n', ''],
    ],
    shows: ['answer-ignored POST /v1/staged-tasks/migrate /answer'],
  },
  {
    what: 'an answer is looked at now',
    behind: 'func patchV1ConversationsVisibility4',
    edits: [
      ['let (_, response) =', 'let (data, response) ='],
      ['    }\n', '        _ = try decoder.decode(UsersLanguage.self, from: data)\n    }\n'],
    ],
    shows: ['answer-decoded PATCH /v1/conversations/{id}/visibility /answer'],
  },
];
