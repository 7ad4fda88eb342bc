import type { AttachmentView } from '../../../../core/attachment/readAttachments.ts';
import type { Page } from '../../env.ts';
import { Icon, type IconName } from '../../layout/Icon.tsx';
import { AudioPlayer, VideoPlayer } from '../../layout/Player.tsx';
import { fileReason } from '../../layout/reasons.ts';
import { sizeLabel } from '../../layout/size.ts';

/** Marks that turn a name round on the screen, so that `gpj.exe` reads as a picture. */
const TURNING = /[\p{Cc}\p{Cf}]/gu;
/** Images browsers draw and that hold no scripts. */
const PICTURE = /^image\/(jpeg|png|gif|webp)$/;
const TILE =
  'inline-flex max-w-full items-center gap-2 rounded-field border border-base-300 px-3 py-2 text-left';

/** Files and places that came with a contact: pictures and sound in place, the rest as links. */
export function Attachments({ page, files }: { page: Page; files: AttachmentView[] }) {
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  return (
    <>
      {[pictures, others]
        .filter((row) => row.length > 0)
        .map((row) => (
          <ul class="mt-1.5 flex flex-wrap items-start gap-2">
            {row.map((file) => (
              <li class="max-w-full min-w-0">
                <Attachment page={page} file={file} />
              </li>
            ))}
          </ul>
        ))}
    </>
  );
}

function isPicture(file: AttachmentView): boolean {
  return file.state === 'STORED' && PICTURE.test(file.mimeType ?? '');
}

function Attachment({ page, file }: { page: Page; file: AttachmentView }) {
  const { t } = page;
  const type = file.mimeType ?? '';
  if (file.kind === 'location') return <Place page={page} file={file} />;
  if (file.state === 'PENDING')
    return <Absent page={page} file={file} icon="clock" words={t('file.pending')} />;
  if (file.state === 'REFUSED') {
    const words = t('file.refused', { reason: fileReason(file.error, t) });
    return <Absent page={page} file={file} icon="alert" words={words} />;
  }
  if (isPicture(file)) return <Picture page={page} file={file} />;
  if (type.startsWith('audio/')) return <Sound page={page} file={file} />;
  if (type === 'video/mp4') return <Video page={page} file={file} />;
  return (
    <a class={`${TILE} hover:border-primary`} href={urlOf(file)}>
      <Icon name="file" />
      <Naming page={page} file={file} />
    </a>
  );
}

function Picture({ page, file }: { page: Page; file: AttachmentView }) {
  const name = nameOf(page, file);
  return (
    <a
      class="block overflow-hidden rounded-field border border-base-300 hover:border-primary"
      href={urlOf(file)}
      target="_blank"
      rel="noopener"
      title={`${name}. ${page.t('file.open')}`}
    >
      <img class="size-32 bg-base-200 object-cover sm:size-40" src={urlOf(file)} alt={name} loading="lazy" />
    </a>
  );
}

function Sound({ page, file }: { page: Page; file: AttachmentView }) {
  const name = nameOf(page, file);
  return (
    <figure class="w-80 max-w-full">
      <AudioPlayer class="h-10 w-full" src={urlOf(file)} label={name} />
      <figcaption class="mt-1 text-xs">
        <Naming page={page} file={file} />
      </figcaption>
    </figure>
  );
}

function Video({ page, file }: { page: Page; file: AttachmentView }) {
  const name = nameOf(page, file);
  return (
    <figure class="w-80 max-w-full">
      <VideoPlayer class="aspect-video w-full rounded-field bg-black" src={urlOf(file)} label={name} />
      <figcaption class="mt-1 text-xs">
        <Naming page={page} file={file} />
      </figcaption>
    </figure>
  );
}

function Place({ page, file }: { page: Page; file: AttachmentView }) {
  const { t } = page;
  const { latitude, longitude } = file;
  if (latitude === null || longitude === null) return <Absent page={page} file={file} icon="pin" words="—" />;
  const [north, east] = [latitude.toFixed(5), longitude.toFixed(5)];
  const url = `https://www.openstreetmap.org/?mlat=${north}&mlon=${east}#map=17/${north}/${east}`;
  return (
    <a
      class={`${TILE} hover:border-primary`}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={t('file.map')}
    >
      <Icon name="pin" />
      <span class="min-w-0">
        <span class="block font-medium">{t('file.location')}</span>
        <span class="text-faint block text-xs tabular-nums">{`${north}, ${east}`}</span>
      </span>
      <Icon name="external" class="size-3.5 shrink-0" />
    </a>
  );
}

/** A file that is not here: not yet, or never. */
function Absent(props: { page: Page; file: AttachmentView; icon: IconName; words: string }) {
  const tone = props.file.state === 'REFUSED' ? 'text-error' : 'text-faint';
  return (
    <span class={`${TILE} border-dashed`}>
      <Icon name={props.icon} class={`size-4 shrink-0 ${tone}`} />
      <span class="min-w-0">
        <Naming page={props.page} file={props.file} />
        <span class={`block text-xs ${tone}`}>{props.words}</span>
      </span>
    </span>
  );
}

function Naming({ page, file }: { page: Page; file: AttachmentView }) {
  return (
    <span class="block min-w-0">
      <span class="wrap-anywhere">{nameOf(page, file)}</span>
      {file.size !== null && (
        <span class="text-faint whitespace-nowrap"> · {sizeLabel(file.size, page.language)}</span>
      )}
    </span>
  );
}

function nameOf({ t }: Page, { fileName, kind }: AttachmentView): string {
  return fileName?.replace(TURNING, '').trim() || t(`file.${kind}`);
}

function urlOf(file: AttachmentView): string {
  return `/attachments/${file.id}`;
}
