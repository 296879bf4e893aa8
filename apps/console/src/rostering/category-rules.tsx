import { Alert, Input, SegmentedControl, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { CATEGORIES, type Category } from '../../../../domain/category.js';
import type { CategorySettings } from '../api.js';
import { useTexts } from '../language.js';
import { Icon } from '../parts/icons.js';
import { Card } from '../parts/page.js';
import { RichText } from '../parts/rich-text.js';
import { Toggle } from '../parts/toggle.js';
import type { FieldErrors } from './field-errors.js';

type Rules = Record<Category, CategorySettings>;

/** `Roster`, `Auto update` and `Missing users` per category, and why the last two are off at first. */
export function CategoryRules({
  rules,
  errors,
  onChange,
  onPreview,
  meterOf,
}: {
  rules: Rules;
  errors: FieldErrors;
  onChange: (rules: Rules) => void;
  /** Asks whom the last good file would archive in this category. */
  onPreview: (category: Category) => void;
  /** How safe it is to switch on what is off in a category. */
  meterOf: (category: Category) => ReactNode;
}): ReactNode {
  const texts = useTexts();
  const words = texts.rostering;
  return (
    <Card title={words.whoTitle} lead={words.whoLead}>
      <Alert variant="light" color="yellow" icon={<Icon name="shield" />} title={words.whyOffTitle} mb="md" className="rc-note">
        {words.whyOff}
      </Alert>
      {CATEGORIES.map((category) => {
        const rule = rules[category];
        const change = (part: Partial<CategorySettings>): void => onChange({ ...rules, [category]: { ...rule, ...part } });
        return (
          <fieldset key={category} className="rc-category">
            <legend>
              {texts.category[category]}
              <Text size="xs" c="dimmed" fw={400} component="span">
                {words.categoryHint[category]}
              </Text>
            </legend>
            <Toggle
              label={words.roster[category]}
              description={words.rosterHint}
              checked={rule.roster}
              onChange={(event) => change({ roster: event.currentTarget.checked })}
              error={errors.at(`/categories/${category}/roster`)}
            />
            <Toggle
              label={words.autoUpdate[category]}
              description={words.autoUpdateHint}
              checked={rule.autoUpdate}
              onChange={(event) => change({ autoUpdate: event.currentTarget.checked })}
              error={errors.at(`/categories/${category}/autoUpdate`)}
            />
            <div>
              <Text size="sm" component="div" mb={4}>
                {words.missingUsers}
              </Text>
              <SegmentedControl
                aria-label={words.missingUsersOf[category]}
                data={(['KEEP', 'ARCHIVE'] as const).map((choice) => ({ value: choice, label: words.missing[choice] }))}
                value={rule.missingUsers}
                onChange={(choice) => change({ missingUsers: choice })}
                fullWidth
                size="sm"
              />
              <Input.Error mt={4}>{errors.at(`/categories/${category}/missingUsers`)}</Input.Error>
              <button type="button" className="rc-link rc-whom" onClick={() => onPreview(category)}>
                {words.previewTitle[category]}
              </button>
            </div>
            {meterOf(category)}
          </fieldset>
        );
      })}
      <div className="rc-footnote">
        <Icon name="info" />
        <div>
          <Text size="sm">
            <RichText text={words.archiveStudentsNote} />
          </Text>
          <Text size="sm" c="dimmed" mt={6}>
            <RichText text={words.archiveOthersNote} />
          </Text>
        </div>
      </div>
    </Card>
  );
}
