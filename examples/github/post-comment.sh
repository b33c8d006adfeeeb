#!/usr/bin/env bash
# Keeps one comment of a pull request up to date: post-comment.sh FILE [NUMBER]
# The first line of FILE tells the comment apart. Needs curl, jq, and GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL of
# a workflow; without NUMBER the pull request is that of GITHUB_EVENT_PATH. Exits 3 where the service refuses.
set -euo pipefail

file=${1:?expected the file of the comment}
number=${2:-$(jq -r '.pull_request.number // empty' "${GITHUB_EVENT_PATH:?expected a workflow of a pull request}")}
if [ -z "$number" ]; then
  echo "post-comment: expected an event of a pull request, found none in $GITHUB_EVENT_PATH; give its number" >&2
  exit 2
fi
api="${GITHUB_API_URL:-https://api.github.com}/repos/${GITHUB_REPOSITORY:?}"
marker=$(head -n 1 "$file")
case "$marker" in
  '<!-- parity'*) ;;
  *)
    echo "post-comment: expected a comment that parity wrote, which begins with <!-- parity, found another text in $file" >&2
    exit 2
    ;;
esac

# METHOD URL [JSON on standard input] → the answer; the token stays out of the list of processes.
call() {
  local method=$1 url=$2 status answer
  answer=$(mktemp)
  status=$(curl -sS --retry 3 --max-time 60 -o "$answer" -w '%{http_code}' -X "$method" "$url" \
    -H 'Accept: application/vnd.github+json' -H 'Content-Type: application/json' \
    -K <(printf 'header = "Authorization: Bearer %s"\n' "${GITHUB_TOKEN:?}") ${3:+--data-binary "@$3"}) || status=000
  if [ "$status" -ge 200 ] && [ "$status" -lt 300 ]; then
    cat "$answer"
    rm -f "$answer"
    return
  fi
  echo "post-comment: expected $method $url to work, found $status: $(head -c 300 "$answer")" >&2
  rm -f "$answer"
  exit 3
}

found=''
page=1
while [ -z "$found" ]; do
  comments=$(call GET "$api/issues/$number/comments?per_page=100&page=$page") || exit 3
  found=$(jq -r --arg marker "$marker" '[.[] | select(.body | startswith($marker)) | .id][0] // empty' <<<"$comments")
  if [ "$(jq length <<<"$comments")" -lt 100 ]; then break; fi
  page=$((page + 1))
done

body=$(mktemp)
trap 'rm -f "$body"' EXIT
jq -Rs '{body: .}' <"$file" >"$body"
if [ -n "$found" ]; then
  call PATCH "$api/issues/comments/$found" "$body" >/dev/null
  echo "comment $found is up to date"
else
  call POST "$api/issues/$number/comments" "$body" >/dev/null
  echo "the comment is there"
fi
