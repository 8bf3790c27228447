--
-- PostgreSQL database dump
--

\restrict i19wOyKE5Qp7tt0A6cLphwaLH6rgoSw18koAKEbhwX0SAvBldQqD0DO9talZF15

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: count_archived_campaign(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.count_archived_campaign() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    update campaign_count
    set campaigns = campaigns + case when archived = (new.archived_at is not null) then 1 else -1 end
    where slot = pg_backend_pid() % 32;
    return null;
end
$$;


--
-- Name: count_made_campaigns(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.count_made_campaigns() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    update campaign_count set campaigns = campaigns + (select count(*) from made)
    where not archived and slot = pg_backend_pid() % 32;
    return null;
end
$$;


--
-- Name: refuse_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '% is append-only', tg_table_name;
end
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: api_token; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_token (
    id bigint NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    prefix text NOT NULL,
    hash text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_by text,
    CONSTRAINT api_token_check CHECK ((expires_at > created_at)),
    CONSTRAINT api_token_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT api_token_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'editor'::text, 'operator'::text, 'admin'::text, 'job'::text])))
);


--
-- Name: api_token_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.api_token ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.api_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: audit_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_entry (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    caller text NOT NULL,
    role text NOT NULL,
    method text NOT NULL,
    path text NOT NULL,
    status integer NOT NULL,
    request_id text NOT NULL,
    remote text NOT NULL,
    what text,
    times integer NOT NULL,
    CONSTRAINT audit_entry_times_check CHECK ((times >= 1))
);


--
-- Name: audit_entry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.audit_entry ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaign; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaign (
    id bigint NOT NULL,
    revision integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    CONSTRAINT campaign_revision_check CHECK ((revision >= 1))
);


--
-- Name: campaign_count; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaign_count (
    archived boolean NOT NULL,
    slot integer NOT NULL,
    campaigns bigint NOT NULL,
    CONSTRAINT campaign_count_slot_check CHECK (((slot >= 0) AND (slot <= 31)))
);


--
-- Name: campaign_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaign ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.campaign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaign_revision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaign_revision (
    campaign_id bigint NOT NULL,
    revision integer NOT NULL,
    name text NOT NULL,
    name_folded text NOT NULL,
    model_path text NOT NULL,
    audience_filter text NOT NULL,
    features jsonb NOT NULL,
    users_table text,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    newest_by text,
    holdout double precision,
    max_drift double precision,
    action text DEFAULT 'CHANGED'::text NOT NULL,
    changed_by text,
    copied_from_id bigint,
    copied_from_revision integer,
    CONSTRAINT campaign_revision_action_check CHECK ((action = ANY (ARRAY['CREATED'::text, 'CHANGED'::text, 'ARCHIVED'::text, 'RESTORED'::text, 'COPIED'::text]))),
    CONSTRAINT campaign_revision_check1 CHECK (((action = 'COPIED'::text) = (copied_from_id IS NOT NULL))),
    CONSTRAINT campaign_revision_features_check CHECK ((jsonb_typeof(features) = 'array'::text)),
    CONSTRAINT campaign_revision_holdout_check CHECK (((holdout > (0)::double precision) AND (holdout < (1)::double precision))),
    CONSTRAINT campaign_revision_max_drift_check CHECK ((max_drift > (0)::double precision)),
    CONSTRAINT campaign_revision_revision_check CHECK ((revision >= 1))
);


--
-- Name: flyway_schema_history; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);


--
-- Name: idempotency_key; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency_key (
    caller text NOT NULL,
    key text NOT NULL,
    request text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    status integer,
    location text,
    etag text,
    body text,
    CONSTRAINT idempotency_key_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
    CONSTRAINT idempotency_key_request_check CHECK ((length(request) = 64))
);


--
-- Name: model; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model (
    name text NOT NULL COLLATE pg_catalog."C",
    registered_at timestamp with time zone NOT NULL,
    CONSTRAINT model_name_check CHECK ((name ~ '^[a-z][a-z0-9-]{0,62}$'::text))
);


--
-- Name: model_alias; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_alias (
    model_name text NOT NULL COLLATE pg_catalog."C",
    alias text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    moved_by text NOT NULL,
    CONSTRAINT model_alias_alias_check CHECK (((alias ~ '^[a-z][a-z0-9_-]{0,62}$'::text) AND (alias <> 'latest'::text)))
);


--
-- Name: model_alias_move; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_alias_move (
    id bigint NOT NULL,
    model_name text NOT NULL COLLATE pg_catalog."C",
    alias text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    from_version integer,
    to_version integer,
    forced boolean NOT NULL,
    reason text,
    verdict jsonb,
    moved_at timestamp with time zone NOT NULL,
    moved_by text NOT NULL,
    CONSTRAINT model_alias_move_check CHECK (((to_version IS NULL) = (kind = 'REMOVE'::text))),
    CONSTRAINT model_alias_move_kind_check CHECK ((kind = ANY (ARRAY['ASSIGN'::text, 'ROLLBACK'::text, 'REMOVE'::text])))
);


--
-- Name: model_alias_move_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.model_alias_move ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.model_alias_move_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: model_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_version (
    model_name text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    sha256 text NOT NULL,
    manifest json NOT NULL,
    task text NOT NULL,
    flavor text NOT NULL,
    run_id text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    registered_by text NOT NULL,
    CONSTRAINT model_version_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT model_version_version_check CHECK ((version >= 1))
);


--
-- Name: model_version_state; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_version_state (
    model_name text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    state text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by text NOT NULL,
    CONSTRAINT model_version_state_state_check CHECK ((state = ANY (ARRAY['READY'::text, 'MISSING'::text, 'DELETED'::text])))
);


--
-- Name: notification_delivery; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notification_delivery (
    id bigint NOT NULL,
    channel text NOT NULL,
    webhook_id bigint,
    event_id text NOT NULL,
    event text NOT NULL,
    run_id text,
    payload text NOT NULL,
    state text NOT NULL,
    tries integer NOT NULL,
    most_tries integer NOT NULL,
    tried_at timestamp with time zone,
    status integer,
    error text,
    next_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT notification_delivery_channel_check CHECK ((channel = ANY (ARRAY['webhook'::text, 'file'::text, 'mail'::text]))),
    CONSTRAINT notification_delivery_check CHECK (((channel = 'webhook'::text) = (webhook_id IS NOT NULL))),
    CONSTRAINT notification_delivery_check1 CHECK (((state = 'PENDING'::text) = (next_at IS NOT NULL))),
    CONSTRAINT notification_delivery_most_tries_check CHECK ((most_tries >= 1)),
    CONSTRAINT notification_delivery_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'DELIVERED'::text, 'FAILED'::text]))),
    CONSTRAINT notification_delivery_tries_check CHECK ((tries >= 0))
);


--
-- Name: notification_delivery_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.notification_delivery ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.notification_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: notification_tasks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notification_tasks (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamp with time zone NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint NOT NULL,
    priority smallint
);


--
-- Name: run; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run (
    run_id text NOT NULL,
    kind text NOT NULL,
    campaign_id bigint,
    campaign_revision integer,
    pipeline text,
    options jsonb NOT NULL,
    state text NOT NULL,
    attempt integer NOT NULL,
    requested_by text NOT NULL,
    launcher text,
    instance text,
    handle jsonb,
    created_at timestamp with time zone NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    heard_at timestamp with time zone,
    cancel_requested_at timestamp with time zone,
    progress jsonb,
    exit_code integer,
    message text,
    log_tail text,
    report jsonb,
    in_turn boolean DEFAULT false NOT NULL,
    model_name text COLLATE pg_catalog."C",
    model_version integer,
    snapshots jsonb,
    report_location text,
    request_id text,
    CONSTRAINT run_attempt_check CHECK ((attempt >= 1)),
    CONSTRAINT run_check CHECK (((kind = 'prediction'::text) = (campaign_id IS NOT NULL))),
    CONSTRAINT run_check1 CHECK (((kind = 'training'::text) = (pipeline IS NOT NULL))),
    CONSTRAINT run_check2 CHECK (((finished_at IS NOT NULL) = (state = ANY (ARRAY['SUCCEEDED'::text, 'FAILED'::text, 'CANCELLED'::text])))),
    CONSTRAINT run_kind_check CHECK ((kind = ANY (ARRAY['prediction'::text, 'training'::text]))),
    CONSTRAINT run_model CHECK (((model_name IS NULL) = (model_version IS NULL))),
    CONSTRAINT run_model_version_check CHECK ((model_version >= 1)),
    CONSTRAINT run_options_check CHECK ((jsonb_typeof(options) = 'object'::text)),
    CONSTRAINT run_run_id_check CHECK ((run_id ~ '^r-[a-z0-9-]{1,60}$'::text)),
    CONSTRAINT run_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'SUCCEEDED'::text, 'FAILED'::text, 'CANCELLED'::text])))
);


--
-- Name: schedule; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schedule (
    id bigint NOT NULL,
    campaign_id bigint,
    pipeline text,
    cron text NOT NULL,
    time_zone text NOT NULL,
    overlap text NOT NULL,
    missed text NOT NULL,
    options jsonb NOT NULL,
    paused boolean NOT NULL,
    next_at timestamp with time zone,
    tries integer DEFAULT 0 NOT NULL,
    revision integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by text NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by text NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT schedule_check CHECK (((campaign_id IS NULL) <> (pipeline IS NULL))),
    CONSTRAINT schedule_check1 CHECK (((next_at IS NULL) OR ((NOT paused) AND (deleted_at IS NULL)))),
    CONSTRAINT schedule_missed_check CHECK ((missed = ANY (ARRAY['skip'::text, 'run-once'::text]))),
    CONSTRAINT schedule_options_check CHECK ((jsonb_typeof(options) = 'object'::text)),
    CONSTRAINT schedule_overlap_check CHECK ((overlap = ANY (ARRAY['skip'::text, 'queue'::text, 'allow'::text]))),
    CONSTRAINT schedule_revision_check CHECK ((revision >= 1)),
    CONSTRAINT schedule_tries_check CHECK ((tries >= 0))
);


--
-- Name: schedule_firing; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schedule_firing (
    schedule_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    run_id text,
    reason text,
    tries integer NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT schedule_firing_check CHECK (((outcome = 'STARTED'::text) = (run_id IS NOT NULL))),
    CONSTRAINT schedule_firing_check1 CHECK (((outcome = 'STARTED'::text) = (reason IS NULL))),
    CONSTRAINT schedule_firing_outcome_check CHECK ((outcome = ANY (ARRAY['STARTED'::text, 'SKIPPED'::text, 'MISSED'::text, 'FAILED'::text]))),
    CONSTRAINT schedule_firing_tries_check CHECK ((tries >= 0))
);


--
-- Name: schedule_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.schedule ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.schedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: scheduled_tasks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.scheduled_tasks (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamp with time zone NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint NOT NULL,
    priority smallint
);


--
-- Name: webhook; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook (
    id bigint NOT NULL,
    url text NOT NULL,
    events text[] NOT NULL,
    campaign_id bigint,
    pipeline text,
    active boolean NOT NULL,
    off_reason text,
    failing_since timestamp with time zone,
    secret bytea NOT NULL,
    revision integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by text NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT webhook_check CHECK (((campaign_id IS NULL) OR (pipeline IS NULL))),
    CONSTRAINT webhook_check1 CHECK (((NOT active) OR ((off_reason IS NULL) AND (deleted_at IS NULL)))),
    CONSTRAINT webhook_events_check CHECK ((cardinality(events) > 0)),
    CONSTRAINT webhook_revision_check CHECK ((revision >= 1))
);


--
-- Name: webhook_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.webhook ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.webhook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Data for Name: api_token; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: audit_entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (1, '2026-11-27 03:03:46.947394+00', 'bootstrap', 'admin', 'PUT', '/runs/r-trained-campaign-response', 200, 'b5a36a8f-b8c8-4f67-be18-e6a87db9483c', '127.0.0.1', 'run r-trained-campaign-response', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (2, '2026-11-27 03:04:22.484121+00', 'bootstrap', 'admin', 'PUT', '/runs/r-trained-campaign-response', 200, '65107ab2-9ce4-4ab9-9ed1-c6857530d88c', '127.0.0.1', 'run r-trained-campaign-response', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (3, '2026-11-27 03:05:18.777324+00', 'bootstrap', 'admin', 'PUT', '/runs/r-trained-campaign-response', 200, '57b716dd-585a-4a6d-b847-af5d51f46c05', '127.0.0.1', 'run r-trained-campaign-response', 7);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (4, '2026-11-27 03:05:42.44798+00', 'bootstrap', 'admin', 'POST', '/models/campaign-response/versions', 201, '74e92c70-03cc-48e6-9486-1a764e125ab8', '127.0.0.1', 'model campaign-response version 1', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (5, '2026-11-27 03:05:43.499848+00', 'bootstrap', 'admin', 'PUT', '/runs/r-trained-campaign-response', 200, 'fda930fd-1b0d-410f-824a-7d2c348640d3', '127.0.0.1', 'run r-trained-campaign-response', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (6, '2026-11-27 03:05:58.258566+00', 'bootstrap', 'admin', 'PUT', '/runs/r-trained-response-linear', 200, 'f25807fb-b4ce-4825-a382-c39d57b7caec', '127.0.0.1', 'run r-trained-response-linear', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (7, '2026-11-27 03:05:37.733932+00', 'bootstrap', 'admin', 'PUT', '/runs/r-trained-campaign-response', 200, '46cf347e-c438-47c9-b4bc-4dca5c0160de', '127.0.0.1', 'run r-trained-campaign-response', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (8, '2026-11-27 03:07:17.166571+00', 'bootstrap', 'admin', 'PUT', '/runs/r-trained-response-linear', 200, 'c46b58ea-ca30-440e-a3c0-6d8ac6a7f6c5', '127.0.0.1', 'run r-trained-response-linear', 7);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (9, '2026-11-27 03:08:17.368271+00', 'bootstrap', 'admin', 'PUT', '/runs/r-trained-response-linear', 200, '4eecf329-687b-424b-89d3-899badfedfec', '127.0.0.1', 'run r-trained-response-linear', 2);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (10, '2026-11-27 03:08:35.174433+00', 'bootstrap', 'admin', 'POST', '/models/response-linear/versions', 201, 'be24bb3b-03c1-45a8-bdab-dfbf23c680ed', '127.0.0.1', 'model response-linear version 1', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (11, '2026-11-27 03:08:36.093224+00', 'bootstrap', 'admin', 'PUT', '/runs/r-trained-response-linear', 200, '9aa4fbc8-efb0-4845-8187-c4db7f1e1237', '127.0.0.1', 'run r-trained-response-linear', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (12, '2026-11-27 03:08:27.624381+00', 'bootstrap', 'admin', 'PUT', '/runs/r-trained-response-linear', 200, '4b23a4ef-d440-4f3d-9dac-146b416a7f1c', '127.0.0.1', 'run r-trained-response-linear', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (13, '2026-11-27 03:09:34.431226+00', 'bootstrap', 'admin', 'PUT', '/models/campaign-response/aliases/champion', 200, '18887d69-6380-4181-bd94-77a85080bdc8', '127.0.0.1', 'model campaign-response alias champion', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (14, '2026-11-27 03:09:35.055988+00', 'bootstrap', 'admin', 'POST', '/campaigns', 201, 'ddf61df9-4562-42da-bb75-04f4aef7735e', '127.0.0.1', 'campaign 1 revision 1', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (15, '2026-11-27 03:09:35.25462+00', 'bootstrap', 'admin', 'POST', '/campaigns', 201, 'a00dff92-aa64-4689-b059-1f36150e4306', '127.0.0.1', 'campaign 2 revision 1', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (16, '2026-11-27 03:09:35.400031+00', 'bootstrap', 'admin', 'POST', '/schedules', 201, '95053e45-d5b6-4f99-9a46-980adb012f59', '127.0.0.1', 'schedule 1 revision 1', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (17, '2026-11-27 03:09:35.466807+00', 'bootstrap', 'admin', 'POST', '/schedules/1/pause', 200, '64b4fb97-94bd-4cac-b772-be4800684e16', '127.0.0.1', 'schedule 1 pause revision 2', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (18, '2026-11-27 03:09:35.62039+00', 'bootstrap', 'admin', 'POST', '/campaigns/1/runs', 202, '35ff81a9-9d7c-4017-a570-7d1605ed95de', '127.0.0.1', 'run r-archived-1', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (19, '2026-11-27 03:09:50.9941+00', 'bootstrap', 'admin', 'PUT', '/runs/r-archived-1', 200, '35ff81a9-9d7c-4017-a570-7d1605ed95de', '127.0.0.1', 'run r-archived-1', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (20, '2026-11-27 03:10:30.799823+00', 'bootstrap', 'admin', 'PUT', '/runs/r-archived-1', 200, '35ff81a9-9d7c-4017-a570-7d1605ed95de', '127.0.0.1', 'run r-archived-1', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (21, '2026-11-27 03:10:31.682135+00', 'bootstrap', 'admin', 'POST', '/campaigns/2/runs', 202, '468a55c5-167f-4a95-8cf1-267fe64baae5', '127.0.0.1', 'run r-archived-2', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (22, '2026-11-27 03:10:41.196495+00', 'bootstrap', 'admin', 'PUT', '/runs/r-archived-2', 200, '468a55c5-167f-4a95-8cf1-267fe64baae5', '127.0.0.1', 'run r-archived-2', 1);
INSERT INTO public.audit_entry OVERRIDING SYSTEM VALUE VALUES (23, '2026-11-27 03:11:31.354452+00', 'bootstrap', 'admin', 'PUT', '/runs/r-archived-2', 200, '468a55c5-167f-4a95-8cf1-267fe64baae5', '127.0.0.1', 'run r-archived-2', 1);


--
-- Data for Name: campaign; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.campaign OVERRIDING SYSTEM VALUE VALUES (1, 1, '2026-11-27 03:09:34.913911+00', NULL);
INSERT INTO public.campaign OVERRIDING SYSTEM VALUE VALUES (2, 1, '2026-11-27 03:09:35.226936+00', NULL);


--
-- Data for Name: campaign_count; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.campaign_count VALUES (true, 1, 0);
INSERT INTO public.campaign_count VALUES (false, 1, 0);
INSERT INTO public.campaign_count VALUES (true, 2, 0);
INSERT INTO public.campaign_count VALUES (false, 2, 0);
INSERT INTO public.campaign_count VALUES (true, 3, 0);
INSERT INTO public.campaign_count VALUES (false, 3, 0);
INSERT INTO public.campaign_count VALUES (true, 4, 0);
INSERT INTO public.campaign_count VALUES (false, 4, 0);
INSERT INTO public.campaign_count VALUES (true, 5, 0);
INSERT INTO public.campaign_count VALUES (false, 5, 0);
INSERT INTO public.campaign_count VALUES (true, 6, 0);
INSERT INTO public.campaign_count VALUES (false, 6, 0);
INSERT INTO public.campaign_count VALUES (true, 7, 0);
INSERT INTO public.campaign_count VALUES (false, 7, 0);
INSERT INTO public.campaign_count VALUES (true, 8, 0);
INSERT INTO public.campaign_count VALUES (false, 8, 0);
INSERT INTO public.campaign_count VALUES (true, 9, 0);
INSERT INTO public.campaign_count VALUES (false, 9, 0);
INSERT INTO public.campaign_count VALUES (true, 10, 0);
INSERT INTO public.campaign_count VALUES (false, 10, 0);
INSERT INTO public.campaign_count VALUES (true, 11, 0);
INSERT INTO public.campaign_count VALUES (false, 11, 0);
INSERT INTO public.campaign_count VALUES (true, 12, 0);
INSERT INTO public.campaign_count VALUES (false, 12, 0);
INSERT INTO public.campaign_count VALUES (true, 13, 0);
INSERT INTO public.campaign_count VALUES (false, 13, 0);
INSERT INTO public.campaign_count VALUES (true, 14, 0);
INSERT INTO public.campaign_count VALUES (false, 14, 0);
INSERT INTO public.campaign_count VALUES (true, 15, 0);
INSERT INTO public.campaign_count VALUES (false, 15, 0);
INSERT INTO public.campaign_count VALUES (true, 16, 0);
INSERT INTO public.campaign_count VALUES (false, 16, 0);
INSERT INTO public.campaign_count VALUES (true, 17, 0);
INSERT INTO public.campaign_count VALUES (false, 17, 0);
INSERT INTO public.campaign_count VALUES (true, 18, 0);
INSERT INTO public.campaign_count VALUES (false, 18, 0);
INSERT INTO public.campaign_count VALUES (true, 19, 0);
INSERT INTO public.campaign_count VALUES (false, 19, 0);
INSERT INTO public.campaign_count VALUES (true, 20, 0);
INSERT INTO public.campaign_count VALUES (false, 20, 0);
INSERT INTO public.campaign_count VALUES (true, 21, 0);
INSERT INTO public.campaign_count VALUES (false, 21, 0);
INSERT INTO public.campaign_count VALUES (true, 22, 0);
INSERT INTO public.campaign_count VALUES (false, 22, 0);
INSERT INTO public.campaign_count VALUES (true, 23, 0);
INSERT INTO public.campaign_count VALUES (false, 23, 0);
INSERT INTO public.campaign_count VALUES (true, 24, 0);
INSERT INTO public.campaign_count VALUES (false, 24, 0);
INSERT INTO public.campaign_count VALUES (true, 25, 0);
INSERT INTO public.campaign_count VALUES (true, 26, 0);
INSERT INTO public.campaign_count VALUES (false, 26, 0);
INSERT INTO public.campaign_count VALUES (true, 27, 0);
INSERT INTO public.campaign_count VALUES (false, 27, 0);
INSERT INTO public.campaign_count VALUES (true, 28, 0);
INSERT INTO public.campaign_count VALUES (false, 28, 0);
INSERT INTO public.campaign_count VALUES (true, 29, 0);
INSERT INTO public.campaign_count VALUES (false, 29, 0);
INSERT INTO public.campaign_count VALUES (true, 30, 0);
INSERT INTO public.campaign_count VALUES (false, 30, 0);
INSERT INTO public.campaign_count VALUES (true, 31, 0);
INSERT INTO public.campaign_count VALUES (false, 31, 0);
INSERT INTO public.campaign_count VALUES (true, 0, 0);
INSERT INTO public.campaign_count VALUES (false, 0, 0);
INSERT INTO public.campaign_count VALUES (false, 25, 2);


--
-- Data for Name: campaign_revision; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.campaign_revision VALUES (1, 1, 'System test', 'system test', 'models:/campaign-response@champion', 'TRUE', '["recency", "frequency", "monetary", "engagement_score", "days_since_last_purchase", "country", "age", "is_premium", "spend_per_order", "lapsed"]', 'warehouse/users', true, '2026-11-27 03:09:34.913911+00', NULL, NULL, NULL, 'CREATED', 'bootstrap', NULL, NULL);
INSERT INTO public.campaign_revision VALUES (2, 1, 'System test', 'system test', 'models/response-linear/1', 'TRUE', '["recency", "frequency", "monetary", "engagement_score", "days_since_last_purchase", "country", "age", "is_premium", "spend_per_order", "lapsed"]', 'warehouse/users', true, '2026-11-27 03:09:35.226936+00', NULL, NULL, NULL, 'CREATED', 'bootstrap', NULL, NULL);


--
-- Data for Name: flyway_schema_history; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.flyway_schema_history VALUES (1, '1', 'campaigns', 'SQL', 'V1__campaigns.sql', 1696609492, 'propensity', '2026-11-27 03:03:19.421818', 100, true);
INSERT INTO public.flyway_schema_history VALUES (2, '2', 'scoring settings', 'SQL', 'V2__scoring_settings.sql', 2075344012, 'propensity', '2026-11-27 03:03:19.673154', 13, true);
INSERT INTO public.flyway_schema_history VALUES (3, '3', 'campaign history', 'SQL', 'V3__campaign_history.sql', -366148481, 'propensity', '2026-11-27 03:03:19.733171', 69, true);
INSERT INTO public.flyway_schema_history VALUES (4, '4', 'model registry', 'SQL', 'V4__model_registry.sql', -250105881, 'propensity', '2026-11-27 03:03:19.862532', 128, true);
INSERT INTO public.flyway_schema_history VALUES (5, '5', 'tokens and audit', 'SQL', 'V5__tokens_and_audit.sql', -1672501305, 'propensity', '2026-11-27 03:03:20.028383', 36, true);
INSERT INTO public.flyway_schema_history VALUES (6, '6', 'runs', 'SQL', 'V6__runs.sql', -879408536, 'propensity', '2026-11-27 03:03:20.087595', 68, true);
INSERT INTO public.flyway_schema_history VALUES (7, '7', 'schedules', 'SQL', 'V7__schedules.sql', 2071330676, 'propensity', '2026-11-27 03:03:20.21663', 49, true);
INSERT INTO public.flyway_schema_history VALUES (8, '8', 'notifications', 'SQL', 'V8__notifications.sql', -643231314, 'propensity', '2026-11-27 03:03:20.30912', 89, true);
INSERT INTO public.flyway_schema_history VALUES (9, '9', 'lineage', 'SQL', 'V9__lineage.sql', 1297578091, 'propensity', '2026-11-27 03:03:20.421488', 28, true);
INSERT INTO public.flyway_schema_history VALUES (10, '10', 'counts and indexes', 'SQL', 'V10__counts_and_indexes.sql', -1383796457, 'propensity', '2026-11-27 03:03:20.473498', 69, true);


--
-- Data for Name: idempotency_key; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: model; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.model VALUES ('campaign-response', '2026-11-27 03:05:42.20947+00');
INSERT INTO public.model VALUES ('response-linear', '2026-11-27 03:08:35.118+00');


--
-- Data for Name: model_alias; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.model_alias VALUES ('campaign-response', 'champion', 1, '2026-11-27 03:09:34.354936+00', 'bootstrap');


--
-- Data for Name: model_alias_move; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.model_alias_move OVERRIDING SYSTEM VALUE VALUES (1, 'campaign-response', 'champion', 'ASSIGN', NULL, 1, false, NULL, '{"why": "the alias pointed at no version before", "metric": "roc_auc", "passed": true, "champion": null, "challenger": 0.8191678354371201, "same_test_rows": null}', '2026-11-27 03:09:34.354936+00', 'bootstrap');


--
-- Data for Name: model_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.model_version VALUES ('campaign-response', 1, '2d7631f8da8825b07360d75910319fde34e688c9403db654594106562eb31c76', '{
  "format_version" : "1.0",
  "name" : "campaign-response",
  "version" : 1,
  "flavor" : "catboost",
  "created_at" : "2026-11-27T03:03:38.154598927Z",
  "run_id" : "r-trained-campaign-response",
  "task" : "binary",
  "classes" : [ "0", "1" ],
  "positive_class" : "1",
  "key" : "user_id",
  "inputs" : [ {
    "name" : "recency",
    "type" : "integer"
  }, {
    "name" : "frequency",
    "type" : "integer"
  }, {
    "name" : "monetary",
    "type" : "number"
  }, {
    "name" : "engagement_score",
    "type" : "number"
  }, {
    "name" : "days_since_last_purchase",
    "type" : "integer"
  }, {
    "name" : "country",
    "type" : "string"
  }, {
    "name" : "age",
    "type" : "integer"
  }, {
    "name" : "is_premium",
    "type" : "boolean"
  } ],
  "derived" : [ {
    "name" : "spend_per_order",
    "expression" : "monetary / frequency",
    "type" : "number"
  }, {
    "name" : "lapsed",
    "expression" : "days_since_last_purchase > 90",
    "type" : "boolean"
  } ],
  "features" : [ {
    "name" : "recency",
    "type" : "integer",
    "kind" : "numeric"
  }, {
    "name" : "frequency",
    "type" : "integer",
    "kind" : "numeric"
  }, {
    "name" : "monetary",
    "type" : "number",
    "kind" : "numeric"
  }, {
    "name" : "engagement_score",
    "type" : "number",
    "kind" : "numeric"
  }, {
    "name" : "days_since_last_purchase",
    "type" : "integer",
    "kind" : "numeric"
  }, {
    "name" : "age",
    "type" : "integer",
    "kind" : "numeric"
  }, {
    "name" : "is_premium",
    "type" : "boolean",
    "kind" : "numeric"
  }, {
    "name" : "spend_per_order",
    "type" : "number",
    "kind" : "numeric"
  }, {
    "name" : "lapsed",
    "type" : "boolean",
    "kind" : "numeric"
  }, {
    "name" : "country",
    "type" : "string",
    "kind" : "categorical"
  } ],
  "category_text" : {
    "null_text" : "\\N",
    "types" : {
      "boolean" : "true or false",
      "string" : "as it is",
      "integer" : "decimal digits",
      "date" : "yyyy-MM-dd"
    },
    "escapes" : "U+0000 to U+001F, U+007F, quote, backslash, surrogates as \\uXXXX"
  },
  "files" : [ {
    "path" : "MLmodel",
    "sha256" : "3d351f2bb6886df4af72122e6a4ae8ebe8f199af46fc8daade8a62f08c5627e6",
    "bytes" : 1667
  }, {
    "path" : "code/propensity_scoring_1.py",
    "sha256" : "e1b5bc3fddbe362f6f825038f3d51b53f3bfaf36f10272dbb9418368ad69136f",
    "bytes" : 24577
  }, {
    "path" : "conda.yaml",
    "sha256" : "f03e8e27331c1b00a6f2786f9efac022c1e38013899a986baacbc838be8191ba",
    "bytes" : 183
  }, {
    "path" : "feature_importance.json",
    "sha256" : "d2cb20f25c1d6d2c8b33f5fc76ca9785b63f45c865ffea231cb2e11db39d0907",
    "bytes" : 6044
  }, {
    "path" : "input_example.json",
    "sha256" : "719ef1140ad1bacf9a5475d44a6d644beb774f450b85e405683b7db323654498",
    "bytes" : 377
  }, {
    "path" : "metrics.csv",
    "sha256" : "31f2246a2faf5895f3cab020dd19b2f56e33ae3de27eb83994200375f41a4528",
    "bytes" : 4627
  }, {
    "path" : "metrics.json",
    "sha256" : "a75062f980a56fe88978969d449780a9ee1928b6828f37550ece1e32ef9820c1",
    "bytes" : 4948
  }, {
    "path" : "model.cbm",
    "sha256" : "cfe307c48b57bfdc39a64f836e2d7d17ae3d24a6d68526c249e0dc8411932b27",
    "bytes" : 18568
  }, {
    "path" : "python_env.yaml",
    "sha256" : "07653bffa6bfb4c7b7ea7a1ea0e98cb5409e08a1ec04b005b3649dd635fe421e",
    "bytes" : 129
  }, {
    "path" : "python_function.json",
    "sha256" : "e0f50f67801a73edc94f1c16af3f4d9bc400bc9d365baea742119d203fc80433",
    "bytes" : 2279
  }, {
    "path" : "requirements.txt",
    "sha256" : "aabe82ea6cbe28a4eb131cf31cc7a059638c059622dd3a5c967d4fb6ebc36493",
    "bytes" : 42
  } ],
  "training_data" : {
    "uri" : "@HOME@/warehouse/campaign-response/features",
    "rows" : 2000,
    "fingerprint" : "ffffffffffffffeaddf9f7e338c562c0-7d0",
    "snapshot" : 7370935490486990308,
    "test_fingerprint" : "ffffffffffffffffea73732f94854248-197",
    "sources" : {
      "raw" : 4067251966211443546
    }
  },
  "split" : {
    "validation" : 0.1,
    "test" : 0.2,
    "seed" : 42
  },
  "parameters" : {
    "allow_const_label" : false,
    "approx_on_full_history" : false,
    "auto_class_weights" : "None",
    "bayesian_matrix_reg" : 0.1,
    "boost_from_average" : false,
    "boosting_type" : "Plain",
    "bootstrap_type" : "MVS",
    "border_count" : 254,
    "combinations_ctr" : [ "Borders:CtrBorderCount=15:CtrBorderType=Uniform:TargetBorderCount=1:TargetBorderType=MinEntropy:Prior=0/1:Prior=0.5/1:Prior=1/1", "Counter:CtrBorderCount=15:CtrBorderType=Uniform:Prior=0/1" ],
    "counter_calc_method" : "SkipTest",
    "ctr_leaf_count_limit" : 18446744073709551615,
    "depth" : 5,
    "eval_metric" : "Logloss",
    "feature_border_type" : "GreedyLogSum",
    "fold_len_multiplier" : 2,
    "fold_permutation_block" : 0,
    "grow_policy" : "SymmetricTree",
    "has_time" : false,
    "iterations" : 20,
    "l2_leaf_reg" : 3,
    "leaf_estimation_backtracking" : "AnyImprovement",
    "leaf_estimation_iterations" : 1,
    "leaf_estimation_method" : "Newton",
    "learning_rate" : 0.08,
    "loss_function" : "Logloss",
    "max_ctr_complexity" : 1,
    "max_leaves" : 32,
    "min_data_in_leaf" : 1,
    "model_shrink_mode" : "Constant",
    "model_shrink_rate" : 0,
    "model_size_reg" : 0.5,
    "nan_mode" : "Min",
    "od_pval" : 0,
    "od_type" : "Iter",
    "od_wait" : 30,
    "one_hot_max_size" : 2,
    "penalties_coefficient" : 1,
    "posterior_sampling" : false,
    "random_seed" : 42,
    "random_strength" : 1,
    "rsm" : 1,
    "sampling_frequency" : "PerTree",
    "score_function" : "Cosine",
    "simple_ctr" : [ "Borders:CtrBorderCount=15:CtrBorderType=Uniform:TargetBorderCount=1:TargetBorderType=MinEntropy:Prior=0/1:Prior=0.5/1:Prior=1/1", "Counter:CtrBorderCount=15:CtrBorderType=Uniform:Prior=0/1" ],
    "sparse_features_conflict_fraction" : 0,
    "store_all_simple_ctr" : false,
    "subsample" : 0.8,
    "rows_fitted" : 1593,
    "trees" : 20
  },
  "seed" : 42,
  "libraries" : {
    "catboost" : "1.0.6",
    "propensity" : "0.1.0-SNAPSHOT",
    "spark" : "4.0.1"
  },
  "git_commit" : "6b6c58818aa5cf87298ea6e46f07cf2eb430c4ac",
  "metrics" : {
    "train" : {
      "rows" : 1408.0,
      "positive_rate" : 0.1768465909090909,
      "roc_auc" : 0.8644881510511415,
      "roc_auc_low" : 0.8414521450410851,
      "roc_auc_high" : 0.8875241570611979,
      "pr_auc" : 0.6155356973772954,
      "log_loss" : 0.39382280235218586,
      "brier" : 0.11649529063784826,
      "ks" : 0.5529486366518706,
      "ece" : 0.11820204667001212,
      "accuracy" : 0.8558238636363636,
      "precision" : 0.8285714285714286,
      "recall" : 0.23293172690763053,
      "f1" : 0.36363636363636365,
      "precision_weighted" : 0.8521779848048066,
      "recall_weighted" : 0.8558238636363636,
      "f1_weighted" : 0.8205408990788946,
      "balanced_accuracy" : 0.6112889868360414,
      "lift_decile_1" : 4.1767068273092365,
      "lift_decile_2" : 2.0080321285140554,
      "lift_decile_3" : 1.2048192771084343,
      "lift_decile_4" : 1.0040160642570284,
      "lift_decile_5" : 0.843373493975903,
      "lift_decile_6" : 0.4016064257028118,
      "lift_decile_7" : 0.2409638554216864,
      "lift_decile_8" : 0.12048192771084376,
      "lift_decile_9" : 0.0,
      "lift_decile_10" : 0.0,
      "gain_decile_1" : 0.41767068273092367,
      "gain_decile_2" : 0.6184738955823292,
      "gain_decile_3" : 0.7389558232931727,
      "gain_decile_4" : 0.8393574297188755,
      "gain_decile_5" : 0.9236947791164658,
      "gain_decile_6" : 0.963855421686747,
      "gain_decile_7" : 0.9879518072289156,
      "gain_decile_8" : 1.0,
      "gain_decile_9" : 1.0,
      "gain_decile_10" : 1.0
    },
    "validation" : {
      "rows" : 185.0,
      "positive_rate" : 0.20540540540540542,
      "roc_auc" : 0.8348549946294307,
      "roc_auc_low" : 0.7695882028021985,
      "roc_auc_high" : 0.9001217864566629,
      "pr_auc" : 0.5519530377477949,
      "log_loss" : 0.4358313590605035,
      "brier" : 0.13505052482457705,
      "ks" : 0.535982814178303,
      "ece" : 0.09145933413230933,
      "accuracy" : 0.8,
      "precision" : 0.5454545454545454,
      "recall" : 0.15789473684210525,
      "f1" : 0.24489795918367346,
      "precision_weighted" : 0.7605015673981191,
      "recall_weighted" : 0.8,
      "f1_weighted" : 0.7533091741369445,
      "balanced_accuracy" : 0.5619405656999642,
      "lift_decile_1" : 3.421052631578947,
      "lift_decile_2" : 1.842105263157896,
      "lift_decile_3" : 1.578947368421052,
      "lift_decile_4" : 1.0526315789473684,
      "lift_decile_5" : 1.0526315789473684,
      "lift_decile_6" : 0.7894736842105265,
      "lift_decile_7" : 0.0,
      "lift_decile_8" : 0.2631578947368418,
      "lift_decile_9" : 0.0,
      "lift_decile_10" : 0.0,
      "gain_decile_1" : 0.3421052631578947,
      "gain_decile_2" : 0.5263157894736843,
      "gain_decile_3" : 0.6842105263157895,
      "gain_decile_4" : 0.7894736842105263,
      "gain_decile_5" : 0.8947368421052632,
      "gain_decile_6" : 0.9736842105263158,
      "gain_decile_7" : 0.9736842105263158,
      "gain_decile_8" : 1.0,
      "gain_decile_9" : 1.0,
      "gain_decile_10" : 1.0
    },
    "test" : {
      "rows" : 407.0,
      "positive_rate" : 0.15233415233415235,
      "roc_auc" : 0.8191678354371201,
      "roc_auc_low" : 0.7584933021182976,
      "roc_auc_high" : 0.8798423687559427,
      "pr_auc" : 0.5101728622354899,
      "log_loss" : 0.3864208609424243,
      "brier" : 0.11312288043112118,
      "ks" : 0.5568022440392707,
      "ece" : 0.10748672845540413,
      "accuracy" : 0.85995085995086,
      "precision" : 0.6666666666666666,
      "recall" : 0.16129032258064516,
      "f1" : 0.2597402597402597,
      "precision_weighted" : 0.8367764796336224,
      "recall_weighted" : 0.85995085995086,
      "f1_weighted" : 0.8216742002359371,
      "balanced_accuracy" : 0.5733987844787284,
      "lift_decile_1" : 3.709677419354839,
      "lift_decile_2" : 2.2580645161290325,
      "lift_decile_3" : 1.629032258064519,
      "lift_decile_4" : 0.6290322580645125,
      "lift_decile_5" : 0.32258064516129115,
      "lift_decile_6" : 0.48387096774193505,
      "lift_decile_7" : 0.0,
      "lift_decile_8" : 0.48387096774193616,
      "lift_decile_9" : 0.32258064516129004,
      "lift_decile_10" : 0.16129032258064502,
      "gain_decile_1" : 0.3709677419354839,
      "gain_decile_2" : 0.5967741935483871,
      "gain_decile_3" : 0.759677419354839,
      "gain_decile_4" : 0.8225806451612903,
      "gain_decile_5" : 0.8548387096774194,
      "gain_decile_6" : 0.9032258064516129,
      "gain_decile_7" : 0.9032258064516129,
      "gain_decile_8" : 0.9516129032258065,
      "gain_decile_9" : 0.9838709677419355,
      "gain_decile_10" : 1.0
    }
  },
  "baseline" : {
    "features" : {
      "recency" : {
        "kind" : "numeric",
        "edges" : [ 0.0, 2.0, 5.0, 8.0, 12.0, 17.0, 25.0, 36.0, 55.0 ],
        "counts" : [ 0, 329, 269, 201, 183, 204, 208, 196, 205, 205 ],
        "nulls" : 0
      },
      "frequency" : {
        "kind" : "numeric",
        "edges" : [ 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 12.0 ],
        "counts" : [ 0, 376, 347, 199, 243, 124, 227, 262, 222 ],
        "nulls" : 0
      },
      "monetary" : {
        "kind" : "numeric",
        "edges" : [ 43.0, 66.0, 89.0, 130.0, 180.0, 240.0, 316.0, 456.0, 680.0 ],
        "counts" : [ 197, 192, 206, 198, 202, 200, 199, 204, 200, 202 ],
        "nulls" : 0
      },
      "engagement_score" : {
        "kind" : "numeric",
        "edges" : [ 0.0908203125, 0.19140625, 0.28515625, 0.39453125, 0.4921875, 0.578125, 0.6875, 0.78125, 0.890625 ],
        "counts" : [ 198, 200, 198, 199, 196, 194, 214, 188, 203, 210 ],
        "nulls" : 0
      },
      "days_since_last_purchase" : {
        "kind" : "numeric",
        "edges" : [ 4.0, 9.0, 15.0, 22.0, 31.0, 41.0, 53.0, 71.0, 104.0 ],
        "counts" : [ 169, 204, 204, 200, 221, 199, 200, 196, 204, 203 ],
        "nulls" : 0
      },
      "age" : {
        "kind" : "numeric",
        "edges" : [ 24.0, 30.0, 37.0, 42.0, 49.0, 56.0, 62.0, 68.0, 75.0 ],
        "counts" : [ 186, 185, 214, 186, 205, 209, 190, 204, 215, 206 ],
        "nulls" : 0
      },
      "is_premium" : {
        "kind" : "numeric",
        "edges" : [ 0.0, 1.0 ],
        "counts" : [ 0, 1613, 387 ],
        "nulls" : 0
      },
      "spend_per_order" : {
        "kind" : "numeric",
        "edges" : [ 18.5, 27.5, 35.0, 44.5, 54.0, 63.5, 72.0, 81.0, 91.0 ],
        "counts" : [ 194, 201, 196, 200, 208, 199, 189, 190, 208, 215 ],
        "nulls" : 0
      },
      "lapsed" : {
        "kind" : "numeric",
        "edges" : [ 0.0, 1.0 ],
        "counts" : [ 0, 1729, 271 ],
        "nulls" : 0
      },
      "country" : {
        "kind" : "categorical",
        "counts" : {
          "US" : 783,
          "DE" : 308,
          "GB" : 294,
          "FR" : 246,
          "IN" : 205,
          "BR" : 164
        },
        "other" : 0,
        "nulls" : 0
      }
    },
    "score" : {
      "kind" : "numeric",
      "edges" : [ 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95 ],
      "counts" : [ 0, 0, 34, 143, 105, 38, 29, 20, 14, 9, 8, 4, 2, 1, 0, 0, 0, 0, 0, 0 ],
      "nulls" : 0
    }
  },
  "label" : {
    "column" : "responded",
    "positive" : [ "1" ]
  },
  "threshold" : 0.5,
  "model_fingerprint" : "969fce30cd604c731468cbc6b5e8cd82d2f9bd578a069d6604f8ac7b0f83aca6",
  "warnings" : [ "The test split has 407 rows: roc_auc is 0.82 give or take 0.06 (95 %), and its further decimals say nothing. cross_validation uses every row" ]
}
', 'binary', 'catboost', 'r-trained-campaign-response', '2026-11-27 03:03:38.154599+00', '2026-11-27 03:05:42.20947+00', 'bootstrap');
INSERT INTO public.model_version VALUES ('response-linear', 1, 'd66e40cde326f76654c6ba06dc5f15e500089ea8379fb8c1d7019cd1dc9c38c4', '{
  "format_version" : "1.0",
  "name" : "response-linear",
  "version" : 1,
  "flavor" : "spark-mllib",
  "created_at" : "2026-11-27T03:05:52.588956636Z",
  "run_id" : "r-trained-response-linear",
  "task" : "binary",
  "classes" : [ "0", "1" ],
  "positive_class" : "1",
  "key" : "user_id",
  "inputs" : [ {
    "name" : "recency",
    "type" : "integer"
  }, {
    "name" : "frequency",
    "type" : "integer"
  }, {
    "name" : "monetary",
    "type" : "number"
  }, {
    "name" : "engagement_score",
    "type" : "number"
  }, {
    "name" : "days_since_last_purchase",
    "type" : "integer"
  }, {
    "name" : "country",
    "type" : "string"
  }, {
    "name" : "age",
    "type" : "integer"
  }, {
    "name" : "is_premium",
    "type" : "boolean"
  } ],
  "derived" : [ {
    "name" : "spend_per_order",
    "expression" : "monetary / frequency",
    "type" : "number"
  }, {
    "name" : "lapsed",
    "expression" : "days_since_last_purchase > 90",
    "type" : "boolean"
  } ],
  "features" : [ {
    "name" : "recency",
    "type" : "integer",
    "kind" : "numeric"
  }, {
    "name" : "frequency",
    "type" : "integer",
    "kind" : "numeric"
  }, {
    "name" : "monetary",
    "type" : "number",
    "kind" : "numeric"
  }, {
    "name" : "engagement_score",
    "type" : "number",
    "kind" : "numeric"
  }, {
    "name" : "days_since_last_purchase",
    "type" : "integer",
    "kind" : "numeric"
  }, {
    "name" : "age",
    "type" : "integer",
    "kind" : "numeric"
  }, {
    "name" : "is_premium",
    "type" : "boolean",
    "kind" : "numeric"
  }, {
    "name" : "spend_per_order",
    "type" : "number",
    "kind" : "numeric"
  }, {
    "name" : "lapsed",
    "type" : "boolean",
    "kind" : "numeric"
  }, {
    "name" : "country",
    "type" : "string",
    "kind" : "categorical"
  } ],
  "category_text" : {
    "null_text" : "\\N",
    "types" : {
      "boolean" : "true or false",
      "date" : "yyyy-MM-dd",
      "integer" : "decimal digits",
      "string" : "as it is"
    },
    "escapes" : "U+0000 to U+001F, U+007F, quote, backslash, surrogates as \\uXXXX"
  },
  "files" : [ {
    "path" : "MLmodel",
    "sha256" : "b55204be33a7c26d5a923923cb7badf4d21cced14293398a7fe0931e3f6c1bd0",
    "bytes" : 1658
  }, {
    "path" : "code/propensity_scoring_1.py",
    "sha256" : "e1b5bc3fddbe362f6f825038f3d51b53f3bfaf36f10272dbb9418368ad69136f",
    "bytes" : 24577
  }, {
    "path" : "conda.yaml",
    "sha256" : "a2548a11e3f34fd3f98f75976f037fc4f8b6fd8dc1e6c5f691209759fac28d7f",
    "bytes" : 182
  }, {
    "path" : "feature_importance.json",
    "sha256" : "817cb25578ef4fa3a78415fef7639d341b956709150b8baed2ed5211f5a53c77",
    "bytes" : 2358
  }, {
    "path" : "input_example.json",
    "sha256" : "2c110d7445c4c919f1031e83d6efe9374bcb49ea1da113be7a46cc1039ada70b",
    "bytes" : 377
  }, {
    "path" : "metrics.csv",
    "sha256" : "8bb2f4eb9274e62ab15c28b8fb8998397c54069a5a0a10a3ef37d5b8b74a2232",
    "bytes" : 4682
  }, {
    "path" : "metrics.json",
    "sha256" : "b486579b4ad1d2745545bcdaf7861066b575e561e8908986b8408b542b6a088e",
    "bytes" : 5003
  }, {
    "path" : "python_env.yaml",
    "sha256" : "06f9457828adf18ed9bbf77c2c3b331845643014cf4174b442b7f9d9cd79d9ae",
    "bytes" : 129
  }, {
    "path" : "python_function.json",
    "sha256" : "ba51da18f6256a10535b04227cc82af4806131c21b84b9a61cbed9e40556f96b",
    "bytes" : 2282
  }, {
    "path" : "requirements.txt",
    "sha256" : "e0d225d166134753ff6dd4747f3298654d064169d0cb2b7ab1a3c7247873071a",
    "bytes" : 41
  }, {
    "path" : "slot_means.json",
    "sha256" : "01d6034201665c253b6913e18cd76be28641a3b994650741b97995da6324cb7e",
    "bytes" : 348
  }, {
    "path" : "spark-model/metadata/part-00000.txt",
    "sha256" : "7240b4f84f6119e0fc39bedc4498a94d35e10d3f4b2363f20c30b04734337cd5",
    "bytes" : 209
  }, {
    "path" : "spark-model/stages/0_impute/data/part-00000.snappy.parquet",
    "sha256" : "51f24696cc842f04734f2b4c44aa45211cffa5fa98ea49c1056dd18f0dd010b8",
    "bytes" : 2818
  }, {
    "path" : "spark-model/stages/0_impute/metadata/part-00000.txt",
    "sha256" : "48942ae834f1d93f07be4d37d1ae9c0f9cd139f5b739bc7c9e9deab3a3aba84d",
    "bytes" : 502
  }, {
    "path" : "spark-model/stages/1_categories/data/part-00000.snappy.parquet",
    "sha256" : "ede28d30ff68969d52c70d79b99aee6336576ac852f0b7bb297856a1369b881c",
    "bytes" : 731
  }, {
    "path" : "spark-model/stages/1_categories/metadata/part-00000.txt",
    "sha256" : "77d203fed0e4ff7ed6cfde305654724c7f4523c59a38822292f07481f10f9dfc",
    "bytes" : 325
  }, {
    "path" : "spark-model/stages/2_parts/data/part-00000.snappy.parquet",
    "sha256" : "d89ff17aece780af04765a15e145cdc0db32d920fc1a9fdb7806c3d7afe7fbc9",
    "bytes" : 609
  }, {
    "path" : "spark-model/stages/2_parts/metadata/part-00000.txt",
    "sha256" : "d6d945001e4975400498755375a94b4ad15cb039dc0a65982dfff72eca9c767d",
    "bytes" : 292
  }, {
    "path" : "spark-model/stages/3_features/metadata/part-00000.txt",
    "sha256" : "227e9bf4fe9ae099d83dae83639a400b83c2df352613cf5519939e4907080f7a",
    "bytes" : 367
  }, {
    "path" : "spark-model/stages/4_model/data/part-00000.snappy.parquet",
    "sha256" : "2b2add05945aa286b3f94d64795e231b451713fe723611fbe099bb45a13a8a2e",
    "bytes" : 4907
  }, {
    "path" : "spark-model/stages/4_model/metadata/part-00000.txt",
    "sha256" : "7cdedc93649a99638b3eeda45a8845f4bc403518a9868ebc548fc588805ebd76",
    "bytes" : 510
  } ],
  "training_data" : {
    "uri" : "@HOME@/warehouse/response-linear/features",
    "rows" : 2000,
    "fingerprint" : "ffffffffffffffeaddf9f7e338c562c0-7d0",
    "snapshot" : 154936218756628362,
    "test_fingerprint" : "ffffffffffffffffea73732f94854248-197",
    "sources" : {
      "raw" : 5127469670820968333
    }
  },
  "split" : {
    "validation" : 0.1,
    "test" : 0.2,
    "seed" : 42
  },
  "parameters" : {
    "aggregationDepth" : 2,
    "elasticNetParam" : 0.0,
    "family" : "auto",
    "fitIntercept" : true,
    "maxBlockSizeInMB" : 0.0,
    "maxIter" : 100,
    "regParam" : 0.0,
    "rows_fitted" : 1408,
    "standardization" : true,
    "tol" : 1.0E-6
  },
  "seed" : 42,
  "libraries" : {
    "spark" : "4.0.1",
    "propensity" : "0.1.0-SNAPSHOT",
    "catboost" : "1.0.6"
  },
  "git_commit" : "c859ff67394431b0ecc78e1e7307374689d0a735",
  "metrics" : {
    "train" : {
      "rows" : 1408.0,
      "positive_rate" : 0.1768465909090909,
      "roc_auc" : 0.8626048629375137,
      "roc_auc_low" : 0.838921977781025,
      "roc_auc_high" : 0.8862877480940025,
      "pr_auc" : 0.5658564863065746,
      "log_loss" : 0.34021091708187123,
      "brier" : 0.10429559990513698,
      "ks" : 0.5769514641828748,
      "ece" : 0.02718448197384687,
      "accuracy" : 0.8508522727272727,
      "precision" : 0.6611570247933884,
      "recall" : 0.321285140562249,
      "f1" : 0.43243243243243246,
      "precision_weighted" : 0.8319859232824108,
      "recall_weighted" : 0.8508522727272727,
      "f1_weighted" : 0.8289562222130701,
      "balanced_accuracy" : 0.6429549085037303,
      "lift_decile_1" : 3.646586345381524,
      "lift_decile_2" : 2.57831325301205,
      "lift_decile_3" : 1.4859437751004023,
      "lift_decile_4" : 0.7630522088353409,
      "lift_decile_5" : 0.6024096385542166,
      "lift_decile_6" : 0.6024096385542177,
      "lift_decile_7" : 0.12048192771084265,
      "lift_decile_8" : 0.08032128514056214,
      "lift_decile_9" : 0.08032128514056214,
      "lift_decile_10" : 0.040160642570281624,
      "gain_decile_1" : 0.3646586345381524,
      "gain_decile_2" : 0.6224899598393574,
      "gain_decile_3" : 0.7710843373493976,
      "gain_decile_4" : 0.8473895582329317,
      "gain_decile_5" : 0.9076305220883534,
      "gain_decile_6" : 0.9678714859437751,
      "gain_decile_7" : 0.9799196787148594,
      "gain_decile_8" : 0.9879518072289156,
      "gain_decile_9" : 0.9959839357429718,
      "gain_decile_10" : 1.0
    },
    "validation" : {
      "rows" : 185.0,
      "positive_rate" : 0.20540540540540542,
      "roc_auc" : 0.8669889008234872,
      "roc_auc_low" : 0.8102006766007614,
      "roc_auc_high" : 0.923777125046213,
      "pr_auc" : 0.6427564548599772,
      "log_loss" : 0.35380687184376625,
      "brier" : 0.11411714399356188,
      "ks" : 0.5895094880057287,
      "ece" : 0.07402377541515248,
      "accuracy" : 0.8162162162162162,
      "precision" : 0.625,
      "recall" : 0.2631578947368421,
      "f1" : 0.37037037037037035,
      "precision_weighted" : 0.7913241644010875,
      "recall_weighted" : 0.8162162162162162,
      "f1_weighted" : 0.7851763155560625,
      "balanced_accuracy" : 0.6111707841031149,
      "lift_decile_1" : 3.1578947368421053,
      "lift_decile_2" : 2.6315789473684212,
      "lift_decile_3" : 1.3157894736842102,
      "lift_decile_4" : 1.578947368421053,
      "lift_decile_5" : 0.7894736842105265,
      "lift_decile_6" : 0.2631578947368418,
      "lift_decile_7" : 0.2631578947368418,
      "lift_decile_8" : 0.0,
      "lift_decile_9" : 0.0,
      "lift_decile_10" : 0.0,
      "gain_decile_1" : 0.3157894736842105,
      "gain_decile_2" : 0.5789473684210527,
      "gain_decile_3" : 0.7105263157894737,
      "gain_decile_4" : 0.868421052631579,
      "gain_decile_5" : 0.9473684210526316,
      "gain_decile_6" : 0.9736842105263158,
      "gain_decile_7" : 1.0,
      "gain_decile_8" : 1.0,
      "gain_decile_9" : 1.0,
      "gain_decile_10" : 1.0
    },
    "test" : {
      "rows" : 407.0,
      "positive_rate" : 0.15233415233415235,
      "roc_auc" : 0.8210846189808322,
      "roc_auc_low" : 0.7629604619132905,
      "roc_auc_high" : 0.8792087760483739,
      "pr_auc" : 0.49858835024667797,
      "log_loss" : 0.33455676288172836,
      "brier" : 0.10178605484818926,
      "ks" : 0.5593267882187939,
      "ece" : 0.037207006558233,
      "accuracy" : 0.8624078624078624,
      "precision" : 0.6153846153846154,
      "recall" : 0.25806451612903225,
      "f1" : 0.36363636363636365,
      "precision_weighted" : 0.8390670831615714,
      "recall_weighted" : 0.8624078624078624,
      "f1_weighted" : 0.8376753913943996,
      "balanced_accuracy" : 0.6145395044413278,
      "lift_decile_1" : 3.8225806451612887,
      "lift_decile_2" : 1.8225806451612914,
      "lift_decile_3" : 1.790322580645165,
      "lift_decile_4" : 0.7903225806451575,
      "lift_decile_5" : 0.48387096774193616,
      "lift_decile_6" : 0.32258064516129004,
      "lift_decile_7" : 0.16129032258064502,
      "lift_decile_8" : 0.48387096774193616,
      "lift_decile_9" : 0.32258064516129004,
      "lift_decile_10" : 0.0,
      "gain_decile_1" : 0.38225806451612887,
      "gain_decile_2" : 0.564516129032258,
      "gain_decile_3" : 0.7435483870967745,
      "gain_decile_4" : 0.8225806451612903,
      "gain_decile_5" : 0.8709677419354839,
      "gain_decile_6" : 0.9032258064516129,
      "gain_decile_7" : 0.9193548387096774,
      "gain_decile_8" : 0.967741935483871,
      "gain_decile_9" : 1.0,
      "gain_decile_10" : 1.0
    }
  },
  "baseline" : {
    "features" : {
      "recency" : {
        "kind" : "numeric",
        "edges" : [ 0.0, 2.0, 5.0, 8.0, 12.0, 17.0, 25.0, 36.0, 55.0 ],
        "counts" : [ 0, 329, 269, 201, 183, 204, 208, 196, 205, 205 ],
        "nulls" : 0
      },
      "frequency" : {
        "kind" : "numeric",
        "edges" : [ 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 12.0 ],
        "counts" : [ 0, 376, 347, 199, 243, 124, 227, 262, 222 ],
        "nulls" : 0
      },
      "monetary" : {
        "kind" : "numeric",
        "edges" : [ 43.0, 66.0, 89.0, 130.0, 180.0, 240.0, 316.0, 456.0, 680.0 ],
        "counts" : [ 197, 192, 206, 198, 202, 200, 199, 204, 200, 202 ],
        "nulls" : 0
      },
      "engagement_score" : {
        "kind" : "numeric",
        "edges" : [ 0.0908203125, 0.19140625, 0.28515625, 0.39453125, 0.4921875, 0.578125, 0.6875, 0.78125, 0.890625 ],
        "counts" : [ 198, 200, 198, 199, 196, 194, 214, 188, 203, 210 ],
        "nulls" : 0
      },
      "days_since_last_purchase" : {
        "kind" : "numeric",
        "edges" : [ 4.0, 9.0, 15.0, 22.0, 31.0, 41.0, 53.0, 71.0, 104.0 ],
        "counts" : [ 169, 204, 204, 200, 221, 199, 200, 196, 204, 203 ],
        "nulls" : 0
      },
      "age" : {
        "kind" : "numeric",
        "edges" : [ 24.0, 30.0, 37.0, 42.0, 49.0, 56.0, 62.0, 68.0, 75.0 ],
        "counts" : [ 186, 185, 214, 186, 205, 209, 190, 204, 215, 206 ],
        "nulls" : 0
      },
      "is_premium" : {
        "kind" : "numeric",
        "edges" : [ 0.0, 1.0 ],
        "counts" : [ 0, 1613, 387 ],
        "nulls" : 0
      },
      "spend_per_order" : {
        "kind" : "numeric",
        "edges" : [ 18.5, 27.5, 35.0, 44.5, 54.0, 63.5, 72.0, 81.0, 91.0 ],
        "counts" : [ 194, 201, 196, 200, 208, 199, 189, 190, 208, 215 ],
        "nulls" : 0
      },
      "lapsed" : {
        "kind" : "numeric",
        "edges" : [ 0.0, 1.0 ],
        "counts" : [ 0, 1729, 271 ],
        "nulls" : 0
      },
      "country" : {
        "kind" : "categorical",
        "counts" : {
          "US" : 783,
          "DE" : 308,
          "GB" : 294,
          "FR" : 246,
          "IN" : 205,
          "BR" : 164
        },
        "other" : 0,
        "nulls" : 0
      }
    },
    "score" : {
      "kind" : "numeric",
      "edges" : [ 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95 ],
      "counts" : [ 137, 88, 38, 36, 22, 24, 11, 7, 6, 12, 5, 2, 4, 2, 2, 3, 1, 2, 3, 2 ],
      "nulls" : 0
    }
  },
  "label" : {
    "column" : "responded",
    "positive" : [ "1" ]
  },
  "threshold" : 0.5,
  "model_fingerprint" : "1d654825958e8a5a1aa9d11d3ad14caa128c9b2ffdc980c4f8f1e684faf5a5a0",
  "warnings" : [ "The test split has 407 rows: roc_auc is 0.82 give or take 0.06 (95 %), and its further decimals say nothing. cross_validation uses every row" ]
}
', 'binary', 'spark-mllib', 'r-trained-response-linear', '2026-11-27 03:05:52.588957+00', '2026-11-27 03:08:35.118+00', 'bootstrap');


--
-- Data for Name: model_version_state; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.model_version_state VALUES ('campaign-response', 1, 'READY', '2026-11-27 03:05:42.20947+00', 'bootstrap');
INSERT INTO public.model_version_state VALUES ('response-linear', 1, 'READY', '2026-11-27 03:08:35.118+00', 'bootstrap');


--
-- Data for Name: notification_delivery; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: notification_tasks; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: run; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.run VALUES ('r-trained-response-linear', 'training', NULL, NULL, 'response-linear', '{}', 'SUCCEEDED', 1, 'bootstrap', NULL, NULL, NULL, '2026-11-27 03:05:58.1823+00', '2026-11-27 03:05:58.1823+00', '2026-11-27 03:05:52.588956+00', '2026-11-27 03:08:36.061643+00', '2026-11-27 03:08:36.048834+00', NULL, NULL, 0, NULL, NULL, '{"kind": "training", "state": "succeeded", "run_id": "r-trained-response-linear", "scored": 2000, "scores": {"mean": 0.15991638768200114, "histogram": {"kind": "numeric", "edges": [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95], "nulls": 0, "counts": [137, 88, 38, 36, 22, 24, 11, 7, 6, 12, 5, 2, 4, 2, 2, 3, 1, 2, 3, 2]}, "quantiles": {"max": 0.9822852260487133, "min": 0.00044110557097321035, "p10": 0.01402833532208958, "p25": 0.032383915092948024, "p50": 0.08512928027682265, "p75": 0.21335758496379753, "p90": 0.4273372580629271}}, "seconds": {"fit": 44.573, "split": 4.54, "export": 0.03, "ingest": 40.149, "select": 0.002, "figures": 0.0, "publish": 0.974, "evaluate": 26.591, "features": 15.118}, "audience": 2000, "rejected": {}, "snapshots": {"raw": 5127469670820968333, "features": 154936218756628362, "predictions": 2639325502583189859}, "model_name": "response-linear", "started_at": "2026-11-27T03:05:52.588956636Z", "users_read": 2000, "finished_at": "2026-11-27T03:08:35.620782275Z", "model_version": 1, "format_version": "1.0"}', false, 'response-linear', 1, '{"raw": 5127469670820968333, "features": 154936218756628362, "predictions": 2639325502583189859}', '@HOME@/reports/response-linear/r-trained-response-linear/index.html', 'f25807fb-b4ce-4825-a382-c39d57b7caec');
INSERT INTO public.run VALUES ('r-archived-2', 'prediction', 2, 1, NULL, '{}', 'SUCCEEDED', 1, 'bootstrap', 'local', 'de43248e-a2a6-4055-b6aa-2248ded856cc', '{"pid": 2895, "started_at": "2026-11-27T03:10:31.860Z"}', '2026-11-27 03:10:31.67364+00', '2026-11-27 03:10:31.67364+00', '2026-11-27 03:10:32.108311+00', '2026-11-27 03:11:32.241666+00', '2026-11-27 03:11:31.344774+00', NULL, NULL, 0, NULL, 'Asked for by request 468a55c5-167f-4a95-8cf1-267fe64baae5
WARNING: Using incubator modules: jdk.incubator.vector
03:11:30 INFO  ScoringPass: 468a55c5-167f-4a95-8cf1-267fe64baae5 Campaign 2: 300 of an audience of 300 scored, rejected {}
Run r-archived-2
  campaign    2 ''System test'', revision 1
  model       response-linear/1
  audience    TRUE
  users read  300
  in audience 300
  scored      300
  rejected    none
  scores      mean 0.1814, from 0.0001 to 0.9953, median 0.0959
  expected    54 positives
  output      @HOME@/output/campaign-2/r-archived-2
  report      @HOME@/output/campaign-2/r-archived-2/_report/index.html', '{"kind": "prediction", "state": "succeeded", "run_id": "r-archived-2", "scored": 300, "scores": {"mean": 0.18142074876723277, "histogram": {"kind": "numeric", "edges": [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95], "nulls": 0, "counts": [106, 46, 29, 29, 18, 15, 10, 7, 7, 7, 4, 1, 4, 3, 0, 4, 3, 2, 2, 3]}, "quantiles": {"max": 0.9953119597602638, "min": 0.00014026296234037616, "p10": 0.014514923095703125, "p25": 0.0319671630859375, "p50": 0.095916748046875, "p75": 0.24761962890625, "p90": 0.4913330078125}}, "scoring": {"drift": {"age": {"psi": 0.08208280427225402, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "lapsed": {"psi": 0.0006852783332082376, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "country": {"psi": 0.0322169197415667, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "recency": {"psi": 0.017394667680744467, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "monetary": {"psi": 0.023536713220546776, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "frequency": {"psi": 0.01854359776955734, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "is_premium": {"psi": 0.00007904326643699966, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "spend_per_order": {"psi": 0.028871513705955497, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "engagement_score": {"psi": 0.021701163230697183, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "days_since_last_purchase": {"psi": 0.022188330871870086, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}}, "format": "parquet", "segments": [], "published": 300, "score_psi": 0.07641516051020242, "expected_positives": 54.42622463016983}, "seconds": {"keys": 0.396, "model": 23.208, "score": 1.894, "users": 1.272}, "audience": 300, "rejected": {}, "model_name": "response-linear", "started_at": "2026-11-27T03:10:39.616274Z", "users_read": 300, "campaign_id": 2, "finished_at": "2026-11-27T03:11:30.835078Z", "model_version": 1, "format_version": "1.0", "campaign_revision": 1}', false, 'response-linear', 1, NULL, '@HOME@/output/campaign-2/r-archived-2/_report/index.html', '468a55c5-167f-4a95-8cf1-267fe64baae5');
INSERT INTO public.run VALUES ('r-archived-1', 'prediction', 1, 1, NULL, '{}', 'SUCCEEDED', 1, 'bootstrap', 'local', 'de43248e-a2a6-4055-b6aa-2248ded856cc', '{"pid": 645, "started_at": "2026-11-27T03:09:35.790Z"}', '2026-11-27 03:09:35.561264+00', '2026-11-27 03:09:35.561264+00', '2026-11-27 03:09:36.023434+00', '2026-11-27 03:10:31.598353+00', '2026-11-27 03:10:30.758403+00', NULL, NULL, 0, NULL, 'Asked for by request 35ff81a9-9d7c-4017-a570-7d1605ed95de
WARNING: Using incubator modules: jdk.incubator.vector
03:10:29 INFO  ScoringPass: 35ff81a9-9d7c-4017-a570-7d1605ed95de Campaign 1: 300 of an audience of 300 scored, rejected {}
Run r-archived-1
  campaign    1 ''System test'', revision 1
  model       campaign-response/1
  audience    TRUE
  users read  300
  in audience 300
  scored      300
  rejected    none
  scores      mean 0.2526, from 0.1336 to 0.6847, median 0.2134
  expected    76 positives
  output      @HOME@/output/campaign-1/r-archived-1
  report      @HOME@/output/campaign-1/r-archived-1/_report/index.html', '{"kind": "prediction", "state": "succeeded", "run_id": "r-archived-1", "scored": 300, "scores": {"mean": 0.25257613375810495, "histogram": {"kind": "numeric", "edges": [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95], "nulls": 0, "counts": [0, 0, 17, 108, 71, 36, 17, 17, 9, 7, 9, 2, 4, 3, 0, 0, 0, 0, 0, 0]}, "quantiles": {"max": 0.6846906783813375, "min": 0.13357314757288824, "p10": 0.15570068359375, "p25": 0.17266845703125, "p50": 0.21343994140625, "p75": 0.2857666015625, "p90": 0.4066162109375}}, "scoring": {"drift": {"age": {"psi": 0.08208280427225402, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "lapsed": {"psi": 0.0006852783332082376, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "country": {"psi": 0.0322169197415667, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "recency": {"psi": 0.017394667680744467, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "monetary": {"psi": 0.023536713220546776, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "frequency": {"psi": 0.01854359776955734, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "is_premium": {"psi": 0.00007904326643699966, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "spend_per_order": {"psi": 0.028871513705955497, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "engagement_score": {"psi": 0.021701163230697183, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}, "days_since_last_purchase": {"psi": 0.022188330871870086, "nulls": 0.0, "unseen": 0.0, "nulls_in_training": 0.0}}, "format": "parquet", "segments": [], "published": 300, "score_psi": 0.048835506701546884, "expected_positives": 75.77284012743148}, "seconds": {"keys": 0.711, "model": 0.524, "score": 7.098, "users": 5.639}, "audience": 300, "rejected": {}, "model_name": "campaign-response", "started_at": "2026-11-27T03:09:46.154768Z", "users_read": 300, "campaign_id": 1, "finished_at": "2026-11-27T03:10:30.094246Z", "model_version": 1, "format_version": "1.0", "campaign_revision": 1}', false, 'campaign-response', 1, NULL, '@HOME@/output/campaign-1/r-archived-1/_report/index.html', '35ff81a9-9d7c-4017-a570-7d1605ed95de');
INSERT INTO public.run VALUES ('r-trained-campaign-response', 'training', NULL, NULL, 'campaign-response', '{}', 'SUCCEEDED', 1, 'bootstrap', NULL, NULL, NULL, '2026-11-27 03:03:46.229692+00', '2026-11-27 03:03:46.229692+00', '2026-11-27 03:03:38.154598+00', '2026-11-27 03:05:43.461986+00', '2026-11-27 03:05:43.330953+00', NULL, NULL, 0, NULL, NULL, '{"kind": "training", "state": "succeeded", "run_id": "r-trained-campaign-response", "scored": 2000, "scores": {"mean": 0.24215067186614828, "histogram": {"kind": "numeric", "edges": [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95], "nulls": 0, "counts": [0, 0, 34, 143, 105, 38, 29, 20, 14, 9, 8, 4, 2, 1, 0, 0, 0, 0, 0, 0]}, "quantiles": {"max": 0.6601944074126633, "min": 0.13529258537939876, "p10": 0.15342175240794104, "p25": 0.17151876476991323, "p50": 0.2092150406872764, "p75": 0.2827438237760185, "p90": 0.3940753746041412}}, "seconds": {"fit": 5.489, "split": 2.636, "export": 0.001, "ingest": 45.794, "select": 0.002, "figures": 0.0, "publish": 1.189, "evaluate": 12.441, "features": 20.688}, "audience": 2000, "rejected": {}, "snapshots": {"raw": 4067251966211443546, "features": 7370935490486990308, "predictions": 1939990654868061854}, "model_name": "campaign-response", "started_at": "2026-11-27T03:03:38.154598927Z", "users_read": 2000, "finished_at": "2026-11-27T03:05:42.827093607Z", "model_version": 1, "format_version": "1.0"}', false, 'campaign-response', 1, '{"raw": 4067251966211443546, "features": 7370935490486990308, "predictions": 1939990654868061854}', '@HOME@/reports/campaign-response/r-trained-campaign-response/index.html', 'b5a36a8f-b8c8-4f67-be18-e6a87db9483c');


--
-- Data for Name: schedule; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schedule OVERRIDING SYSTEM VALUE VALUES (1, 1, NULL, '30 2 * * *', 'Europe/Prague', 'skip', 'run-once', '{}', true, NULL, 0, 2, '2026-11-27 03:09:35.32321+00', 'bootstrap', '2026-11-27 03:09:35.442096+00', 'bootstrap', NULL);


--
-- Data for Name: schedule_firing; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: scheduled_tasks; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.scheduled_tasks VALUES ('schedule', '1/2026-11-28T01:30:00Z', NULL, '2026-11-28 01:30:00+00', false, NULL, NULL, NULL, NULL, NULL, 1, NULL);


--
-- Data for Name: webhook; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: api_token_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.api_token_id_seq', 1, false);


--
-- Name: audit_entry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_entry_id_seq', 23, true);


--
-- Name: campaign_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaign_id_seq', 2, true);


--
-- Name: model_alias_move_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.model_alias_move_id_seq', 1, true);


--
-- Name: notification_delivery_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.notification_delivery_id_seq', 1, false);


--
-- Name: schedule_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.schedule_id_seq', 1, true);


--
-- Name: webhook_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.webhook_id_seq', 1, false);


--
-- Name: api_token api_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_hash_key UNIQUE (hash);


--
-- Name: api_token api_token_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (id);


--
-- Name: audit_entry audit_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);


--
-- Name: campaign_count campaign_count_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_count
    ADD CONSTRAINT campaign_count_pkey PRIMARY KEY (archived, slot);


--
-- Name: campaign campaign_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign
    ADD CONSTRAINT campaign_pkey PRIMARY KEY (id);


--
-- Name: campaign_revision campaign_revision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_revision
    ADD CONSTRAINT campaign_revision_pkey PRIMARY KEY (campaign_id, revision);


--
-- Name: flyway_schema_history flyway_schema_history_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);


--
-- Name: idempotency_key idempotency_key_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (caller, key);


--
-- Name: model_alias_move model_alias_move_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_alias_move
    ADD CONSTRAINT model_alias_move_pkey PRIMARY KEY (id);


--
-- Name: model_alias model_alias_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_alias
    ADD CONSTRAINT model_alias_pkey PRIMARY KEY (model_name, alias);


--
-- Name: model model_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model
    ADD CONSTRAINT model_pkey PRIMARY KEY (name);


--
-- Name: model_version model_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_version
    ADD CONSTRAINT model_version_pkey PRIMARY KEY (model_name, version);


--
-- Name: model_version_state model_version_state_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_version_state
    ADD CONSTRAINT model_version_state_pkey PRIMARY KEY (model_name, version);


--
-- Name: notification_delivery notification_delivery_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notification_delivery
    ADD CONSTRAINT notification_delivery_pkey PRIMARY KEY (id);


--
-- Name: notification_tasks notification_tasks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notification_tasks
    ADD CONSTRAINT notification_tasks_pkey PRIMARY KEY (task_name, task_instance);


--
-- Name: run run_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (run_id);


--
-- Name: schedule_firing schedule_firing_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule_firing
    ADD CONSTRAINT schedule_firing_pkey PRIMARY KEY (schedule_id, at);


--
-- Name: schedule schedule_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (id);


--
-- Name: scheduled_tasks scheduled_tasks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.scheduled_tasks
    ADD CONSTRAINT scheduled_tasks_pkey PRIMARY KEY (task_name, task_instance);


--
-- Name: webhook webhook_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_pkey PRIMARY KEY (id);


--
-- Name: audit_entry_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entry_newest ON public.audit_entry USING btree (at DESC, id DESC);


--
-- Name: audit_entry_of_caller; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entry_of_caller ON public.audit_entry USING btree (caller, at DESC, id DESC);


--
-- Name: campaign_archived; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaign_archived ON public.campaign USING btree (id) WHERE (archived_at IS NOT NULL);


--
-- Name: campaign_live; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaign_live ON public.campaign USING btree (id) WHERE (archived_at IS NULL);


--
-- Name: campaign_revision_model; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaign_revision_model ON public.campaign_revision USING btree (model_path);


--
-- Name: flyway_schema_history_s_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);


--
-- Name: idempotency_key_age; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_key_age ON public.idempotency_key USING btree (created_at);


--
-- Name: model_alias_move_of; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_alias_move_of ON public.model_alias_move USING btree (model_name, alias, id);


--
-- Name: model_alias_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_alias_version ON public.model_alias USING btree (model_name, version);


--
-- Name: model_version_registered; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_version_registered ON public.model_version USING btree (registered_at DESC, model_name, version DESC);


--
-- Name: model_version_run; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_version_run ON public.model_version USING btree (run_id);


--
-- Name: notification_delivery_age; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notification_delivery_age ON public.notification_delivery USING btree (created_at);


--
-- Name: notification_delivery_of_webhook; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notification_delivery_of_webhook ON public.notification_delivery USING btree (webhook_id, id DESC);


--
-- Name: notification_tasks_execution_time_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notification_tasks_execution_time_idx ON public.notification_tasks USING btree (execution_time);


--
-- Name: notification_tasks_last_heartbeat_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notification_tasks_last_heartbeat_idx ON public.notification_tasks USING btree (last_heartbeat);


--
-- Name: run_finished; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_finished ON public.run USING btree (finished_at) WHERE (finished_at IS NOT NULL);


--
-- Name: run_given_up; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_given_up ON public.run USING btree (instance) WHERE ((state = 'FAILED'::text) AND (exit_code IS NULL));


--
-- Name: run_going; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_going ON public.run USING btree (instance) WHERE (state = 'RUNNING'::text);


--
-- Name: run_in_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_in_state ON public.run USING btree (state, created_at DESC, run_id DESC);


--
-- Name: run_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_newest ON public.run USING btree (created_at DESC, run_id DESC);


--
-- Name: run_of_campaign; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_of_campaign ON public.run USING btree (campaign_id, created_at DESC, run_id DESC) WHERE (campaign_id IS NOT NULL);


--
-- Name: run_of_model; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_of_model ON public.run USING btree (model_name, model_version, created_at DESC, run_id DESC) WHERE (model_name IS NOT NULL);


--
-- Name: run_of_pipeline; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_of_pipeline ON public.run USING btree (pipeline, created_at DESC, run_id DESC) WHERE (pipeline IS NOT NULL);


--
-- Name: run_of_schedule; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_of_schedule ON public.run USING btree (created_at) WHERE (run_id ~ '^r-s[0-9]+-'::text);


--
-- Name: run_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_waiting ON public.run USING btree (queued_at, run_id) WHERE (state = 'QUEUED'::text);


--
-- Name: schedule_live; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX schedule_live ON public.schedule USING btree (id) WHERE (deleted_at IS NULL);


--
-- Name: schedule_of_campaign; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX schedule_of_campaign ON public.schedule USING btree (campaign_id, id) WHERE (deleted_at IS NULL);


--
-- Name: schedule_of_pipeline; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX schedule_of_pipeline ON public.schedule USING btree (pipeline, id) WHERE (deleted_at IS NULL);


--
-- Name: scheduled_tasks_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX scheduled_tasks_due ON public.scheduled_tasks USING btree (execution_time);


--
-- Name: scheduled_tasks_heartbeat; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX scheduled_tasks_heartbeat ON public.scheduled_tasks USING btree (last_heartbeat);


--
-- Name: webhook_live; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_live ON public.webhook USING btree (id) WHERE (deleted_at IS NULL);


--
-- Name: api_token api_token_never_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_token_never_deleted BEFORE DELETE OR TRUNCATE ON public.api_token FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: api_token api_token_stays_as_it_was_made; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER api_token_stays_as_it_was_made BEFORE UPDATE OF id, name, role, prefix, hash, created_at, created_by, expires_at ON public.api_token FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: audit_entry audit_entry_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: campaign campaign_counted_when_archived; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaign_counted_when_archived AFTER UPDATE OF archived_at ON public.campaign FOR EACH ROW WHEN (((old.archived_at IS NULL) <> (new.archived_at IS NULL))) EXECUTE FUNCTION public.count_archived_campaign();


--
-- Name: campaign campaign_counted_when_made; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaign_counted_when_made AFTER INSERT ON public.campaign REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION public.count_made_campaigns();


--
-- Name: campaign campaign_never_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaign_never_deleted BEFORE DELETE OR TRUNCATE ON public.campaign FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: campaign_revision campaign_revision_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaign_revision_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.campaign_revision FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: model_alias_move model_alias_move_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER model_alias_move_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.model_alias_move FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: model model_never_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER model_never_deleted BEFORE DELETE OR TRUNCATE ON public.model FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: model_version model_version_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER model_version_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.model_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: model_version_state model_version_state_never_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER model_version_state_never_deleted BEFORE DELETE OR TRUNCATE ON public.model_version_state FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: schedule_firing schedule_firing_never_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER schedule_firing_never_deleted BEFORE DELETE OR TRUNCATE ON public.schedule_firing FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: schedule_firing schedule_firing_stays_as_it_was_decided; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER schedule_firing_stays_as_it_was_decided BEFORE UPDATE ON public.schedule_firing FOR EACH ROW WHEN ((old.outcome <> 'FAILED'::text)) EXECUTE FUNCTION public.refuse_change();


--
-- Name: schedule schedule_never_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER schedule_never_deleted BEFORE DELETE OR TRUNCATE ON public.schedule FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: campaign campaign_current_revision; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign
    ADD CONSTRAINT campaign_current_revision FOREIGN KEY (id, revision) REFERENCES public.campaign_revision(campaign_id, revision) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaign_revision campaign_revision_campaign_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_revision
    ADD CONSTRAINT campaign_revision_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES public.campaign(id);


--
-- Name: campaign_revision campaign_revision_origin; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaign_revision
    ADD CONSTRAINT campaign_revision_origin FOREIGN KEY (copied_from_id, copied_from_revision) REFERENCES public.campaign_revision(campaign_id, revision) MATCH FULL;


--
-- Name: model_alias model_alias_model_name_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_alias
    ADD CONSTRAINT model_alias_model_name_fkey FOREIGN KEY (model_name) REFERENCES public.model(name);


--
-- Name: model_alias model_alias_model_name_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_alias
    ADD CONSTRAINT model_alias_model_name_version_fkey FOREIGN KEY (model_name, version) REFERENCES public.model_version(model_name, version);


--
-- Name: model_alias_move model_alias_move_model_name_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_alias_move
    ADD CONSTRAINT model_alias_move_model_name_fkey FOREIGN KEY (model_name) REFERENCES public.model(name);


--
-- Name: model_version model_version_model_name_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_version
    ADD CONSTRAINT model_version_model_name_fkey FOREIGN KEY (model_name) REFERENCES public.model(name);


--
-- Name: model_version_state model_version_state_model_name_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_version_state
    ADD CONSTRAINT model_version_state_model_name_version_fkey FOREIGN KEY (model_name, version) REFERENCES public.model_version(model_name, version);


--
-- Name: notification_delivery notification_delivery_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notification_delivery
    ADD CONSTRAINT notification_delivery_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.run(run_id);


--
-- Name: notification_delivery notification_delivery_webhook_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notification_delivery
    ADD CONSTRAINT notification_delivery_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES public.webhook(id);


--
-- Name: run run_campaign_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES public.campaign(id);


--
-- Name: schedule schedule_campaign_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT schedule_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES public.campaign(id);


--
-- Name: schedule_firing schedule_firing_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule_firing
    ADD CONSTRAINT schedule_firing_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.run(run_id);


--
-- Name: schedule_firing schedule_firing_schedule_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule_firing
    ADD CONSTRAINT schedule_firing_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES public.schedule(id);


--
-- Name: webhook webhook_campaign_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES public.campaign(id);


--
-- PostgreSQL database dump complete
--

\unrestrict i19wOyKE5Qp7tt0A6cLphwaLH6rgoSw18koAKEbhwX0SAvBldQqD0DO9talZF15

