"""The parameters that each method of Bot API 10.0 knows: in strict mode any other is refused."""

from typing import Final

_SEND: Final = (
    "business_connection_id chat_id message_thread_id direct_messages_topic_id disable_notification"
    " protect_content allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters"
    " reply_markup"
)
_CAPTION: Final = "caption parse_mode caption_entities"
_EDIT: Final = "business_connection_id chat_id message_id inline_message_id reply_markup"
_SHAPE: Final = "duration width height thumbnail has_spoiler show_caption_above_media"

_LINES: Final = f"""
getMe:
getUpdates: offset limit timeout allowed_updates
setWebhook: url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token
deleteWebhook: drop_pending_updates
getWebhookInfo:
sendMessage: {_SEND} text parse_mode entities link_preview_options
sendPhoto: {_SEND} {_CAPTION} photo has_spoiler show_caption_above_media
sendAnimation: {_SEND} {_CAPTION} {_SHAPE} animation
sendVideo: {_SEND} {_CAPTION} {_SHAPE} video cover start_timestamp supports_streaming
sendDocument: {_SEND} {_CAPTION} document thumbnail disable_content_type_detection
sendChatAction: business_connection_id chat_id message_thread_id action
editMessageText: {_EDIT} text parse_mode entities link_preview_options
editMessageCaption: {_EDIT} {_CAPTION} show_caption_above_media
editMessageMedia: {_EDIT} media
editMessageReplyMarkup: {_EDIT}
deleteMessage: chat_id message_id
deleteMessages: chat_id message_ids
answerCallbackQuery: callback_query_id text show_alert url cache_time
setMessageReaction: chat_id message_id reaction is_big
setMyCommands: commands scope language_code
getMyCommands: scope language_code
deleteMyCommands: scope language_code
setMyName: name language_code
getMyName: language_code
setMyDescription: description language_code
getMyDescription: language_code
setMyShortDescription: short_description language_code
getMyShortDescription: language_code
setChatMenuButton: chat_id menu_button
getChatMenuButton: chat_id
getFile: file_id
getChat: chat_id
"""

KNOWN: Final[dict[str, frozenset[str]]] = {
    name: frozenset(words.split())
    for name, _, words in (line.partition(":") for line in _LINES.strip().splitlines())
}
