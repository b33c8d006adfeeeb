/** Settings of the assistants: null leaves a local setting alone, an empty list empties it. */
import { flag, list, number, optional, record, section, setOf, text, whole } from '../../src/client/blocks.ts';

const off = { enabled: optional(flag()), notifications_enabled: optional(flag()), analysis_prompt: optional(text()) };
const extraction = { ...off, extraction_interval: optional(number()), min_confidence: optional(number()) };
const excluded = { excluded_apps: optional(setOf(text())) };

export const assistantSettings = record({
  shared: section({
    cooldown_interval: optional(whole()),
    analysis_delay: optional(whole()),
    glow_overlay_enabled: optional(flag()),
    screen_analysis_enabled: optional(flag()),
  }),
  focus: section({ ...off, ...excluded, cooldown_interval: optional(whole()) }),
  task: section({
    ...extraction,
    allowed_apps: optional(setOf(text())),
    browser_keywords: optional(list(text())),
  }),
  advice: section({ ...extraction, ...excluded }),
  memory: section({ ...extraction, ...excluded }),
  floating_bar: section({
    voice_answers_enabled: optional(flag()),
    elevenlabs_api_key: optional(text()),
    elevenlabs_voice_id: optional(text()),
  }),
  update_channel: optional(text()),
});
