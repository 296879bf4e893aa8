import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { TEMPLATE_CATEGORIES } from '../../../../domain/setup/template-columns.js';
import { api } from '../api.js';
import { useLanguage, useTexts } from '../language.js';

/** Workbooks with the columns of each category, for people whose SIS exports nothing yet. */
export function TemplateLinks(): ReactNode {
  const { upload } = useTexts();
  const { locale } = useLanguage();
  return (
    <Text size="sm" c="dimmed" mt="sm">
      {upload.templates}{' '}
      {TEMPLATE_CATEGORIES.map((category, index) => (
        <span key={category}>
          {index === 0 ? '' : ', '}
          <Anchor href={api.templateUrl(category, locale)} download inherit underline="always">
            {upload.templateOf[category]}
          </Anchor>
        </span>
      ))}
    </Text>
  );
}
