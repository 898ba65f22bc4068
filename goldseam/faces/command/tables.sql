-- PostgreSQL 18, 348 migrations: 0d451c50c3ba7f74
SELECT set_config('search_path', '', true), set_config('check_function_bodies', 'off', true);

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE FUNCTION public.goldseam_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION public.ledger_entry_balances() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    checked bigint := CASE WHEN TG_TABLE_NAME = 'ledger_entry' THEN NEW.id ELSE (to_jsonb(NEW)->>'entry_id')::bigint END;
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_posting WHERE entry_id = checked GROUP BY currency HAVING sum(pence) <> 0) THEN
        RAISE EXCEPTION 'ledger entry % does not sum to zero', checked USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_TABLE_NAME = 'ledger_entry' AND NOT EXISTS (SELECT 1 FROM ledger_posting WHERE entry_id = checked) THEN
        RAISE EXCEPTION 'ledger entry % has no postings', checked USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;


CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE TABLE public.access_attempts (
    key character varying(64) NOT NULL,
    count integer NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    CONSTRAINT access_attempts_count_check CHECK ((count >= 0))
);

CREATE TABLE public.access_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL,
    user_agent character varying(300) NOT NULL,
    began_at timestamp with time zone,
    last_used_at timestamp with time zone,
    person_id bigint
);

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cpd_activity (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    "on" date NOT NULL,
    minutes smallint NOT NULL,
    reflection text NOT NULL,
    source character varying(80) NOT NULL,
    removed_at timestamp with time zone,
    person_id bigint NOT NULL,
    CONSTRAINT cpd_activity_minutes_check CHECK ((minutes >= 0))
);

ALTER TABLE public.cpd_activity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cpd_activity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.demo_democlock (
    id bigint NOT NULL,
    ahead interval NOT NULL,
    CONSTRAINT there_is_one_demo_clock CHECK ((id = 1))
);

ALTER TABLE public.demo_democlock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.demo_democlock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.demo_gateway_bankcard (
    reference character varying(40) NOT NULL,
    brand character varying(20) NOT NULL,
    last_four character varying(4) NOT NULL,
    expires_on date NOT NULL,
    "then" character varying(12) NOT NULL,
    times smallint NOT NULL,
    is_forgotten boolean NOT NULL,
    CONSTRAINT demo_gateway_bankcard_times_check CHECK ((times >= 0))
);

CREATE TABLE public.demo_gateway_banknotice (
    id character varying(40) NOT NULL,
    body jsonb NOT NULL,
    sent_at timestamp with time zone
);

CREATE TABLE public.demo_gateway_bankrefund (
    key character varying(80) NOT NULL,
    amount_pence bigint NOT NULL,
    session_id character varying(40) NOT NULL,
    CONSTRAINT demo_gateway_bankrefund_amount_pence_check CHECK ((amount_pence >= 0))
);

CREATE TABLE public.demo_gateway_banksession (
    reference character varying(40) NOT NULL,
    key character varying(80) NOT NULL,
    amount_pence bigint NOT NULL,
    currency character varying(3) NOT NULL,
    description character varying(200) NOT NULL,
    return_url character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    code character varying(40) NOT NULL,
    is_final boolean NOT NULL,
    decision character varying(12) NOT NULL,
    keep boolean NOT NULL,
    card_id character varying(40),
    CONSTRAINT demo_gateway_banksession_amount_pence_check CHECK ((amount_pence >= 0))
);

CREATE TABLE public.desk_chosencolumns (
    id bigint NOT NULL,
    list_name character varying(81) NOT NULL,
    columns character varying(60)[] NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.desk_chosencolumns ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_chosencolumns_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.desk_export (
    id bigint NOT NULL,
    selection text NOT NULL,
    list_name character varying(81) NOT NULL,
    title character varying(200) NOT NULL,
    columns character varying(60)[] NOT NULL,
    form character varying(4) NOT NULL,
    file character varying(100) NOT NULL,
    rows integer NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    written_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    CONSTRAINT desk_export_rows_check CHECK ((rows >= 0))
);

ALTER TABLE public.desk_export ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_export_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.desk_keptsearch (
    id bigint NOT NULL,
    list_name character varying(81) NOT NULL,
    name character varying(60) NOT NULL,
    question text NOT NULL,
    is_shared boolean NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    owner_id bigint NOT NULL
);

ALTER TABLE public.desk_keptsearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_keptsearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.desk_sentform (
    key character varying(43) NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.enquiries_enquiry (
    id bigint NOT NULL,
    token character varying(32) NOT NULL,
    key character varying(40),
    topic character varying(12) NOT NULL,
    given_name character varying(80) NOT NULL,
    family_name character varying(80) NOT NULL,
    email character varying(254) NOT NULL,
    organisation character varying(120) NOT NULL,
    seats integer,
    received_at timestamp with time zone NOT NULL,
    promised_on date,
    closed_at timestamp with time zone,
    outcome character varying(12) NOT NULL,
    hub_id bigint,
    owner_id bigint,
    person_id bigint,
    CONSTRAINT an_enquiry_is_closed_with_an_outcome CHECK ((((closed_at IS NULL) AND ((outcome)::text = ''::text)) OR ((closed_at IS NOT NULL) AND (promised_on IS NULL) AND (NOT ((outcome)::text = ''::text))))),
    CONSTRAINT enquiries_enquiry_seats_check CHECK ((seats >= 0))
);

ALTER TABLE public.enquiries_enquiry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enquiries_enquiry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.enquiries_entry (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    way character varying(10) NOT NULL,
    text text NOT NULL,
    said_at timestamp with time zone NOT NULL,
    mail_id character varying(255),
    author_id bigint,
    enquiry_id bigint NOT NULL,
    letter_id bigint
);

ALTER TABLE public.enquiries_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enquiries_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.enquiries_quote (
    id bigint NOT NULL,
    token character varying(32) NOT NULL,
    organisation character varying(120) NOT NULL,
    seats integer NOT NULL,
    description character varying(200) NOT NULL,
    unit_pence integer NOT NULL,
    list_pence integer NOT NULL,
    reason character varying(200) NOT NULL,
    vat_treatment character varying(20) NOT NULL,
    vat_rate smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    valid_until date NOT NULL,
    withdrawn_at timestamp with time zone,
    replaced_at timestamp with time zone,
    accepted_at timestamp with time zone,
    enquiry_id bigint NOT NULL,
    made_by_id bigint,
    order_id bigint,
    plan_id bigint NOT NULL,
    CONSTRAINT a_quote_is_for_something CHECK (((seats > 0) AND (unit_pence > 0))),
    CONSTRAINT an_accepted_quote_has_its_order CHECK ((((accepted_at IS NULL) AND (order_id IS NULL)) OR ((accepted_at IS NOT NULL) AND (order_id IS NOT NULL) AND (replaced_at IS NULL) AND (withdrawn_at IS NULL)))),
    CONSTRAINT another_price_has_a_reason CHECK (((unit_pence = list_pence) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT enquiries_quote_list_pence_check CHECK ((list_pence >= 0)),
    CONSTRAINT enquiries_quote_seats_check CHECK ((seats >= 0)),
    CONSTRAINT enquiries_quote_unit_pence_check CHECK ((unit_pence >= 0)),
    CONSTRAINT enquiries_quote_vat_rate_check CHECK ((vat_rate >= 0))
);

ALTER TABLE public.enquiries_quote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enquiries_quote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gifts_application (
    id bigint NOT NULL,
    given_name character varying(80) NOT NULL,
    family_name character varying(80) NOT NULL,
    email character varying(254) NOT NULL,
    why text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    reply text NOT NULL,
    decided_by_id bigint,
    delivery_id bigint,
    plan_id bigint NOT NULL,
    CONSTRAINT what_was_given_was_decided CHECK (((delivery_id IS NULL) OR (decided_at IS NOT NULL)))
);

ALTER TABLE public.gifts_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gifts_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gifts_delivery (
    id bigint NOT NULL,
    recipient_name character varying(120) NOT NULL,
    recipient_email character varying(254) NOT NULL,
    deliver_on date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    code_hash character varying(64) NOT NULL,
    sealed_code character varying(200) NOT NULL,
    withdrawn_at timestamp with time zone,
    declined_at timestamp with time zone,
    redeemed_at timestamp with time zone,
    letter_id bigint,
    made_by_id bigint,
    term_id bigint,
    gift_id bigint NOT NULL,
    is_to_be_reminded boolean NOT NULL,
    CONSTRAINT taken_up_at_a_moment CHECK ((((redeemed_at IS NULL) AND (term_id IS NULL)) OR ((redeemed_at IS NOT NULL) AND (term_id IS NOT NULL)))),
    CONSTRAINT what_was_taken_up_is_not_taken_back CHECK (((term_id IS NULL) OR ((declined_at IS NULL) AND (withdrawn_at IS NULL))))
);

ALTER TABLE public.gifts_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gifts_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gifts_gift (
    id bigint NOT NULL,
    message text NOT NULL,
    is_for_pool boolean NOT NULL,
    begun_at timestamp with time zone,
    good_until date,
    ended_at timestamp with time zone,
    order_line_id bigint NOT NULL,
    plan_id bigint NOT NULL
);

ALTER TABLE public.gifts_gift ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gifts_gift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE public.goldseam_cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);

CREATE TABLE public.hubs_entry (
    id bigint NOT NULL,
    key uuid NOT NULL,
    seen_by character varying(10) NOT NULL,
    shows character varying(10)[] NOT NULL,
    town character varying(80) NOT NULL,
    languages character varying(120) NOT NULL,
    offer text NOT NULL,
    website character varying(200) NOT NULL,
    is_named_as_lead boolean NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT an_entry_shows_what_can_be_shown CHECK ((shows <@ ARRAY['profession'::character varying(10), 'employer'::character varying(10), 'area'::character varying(10), 'hub'::character varying(10), 'letters'::character varying(10)]))
);

ALTER TABLE public.hubs_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hubs_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hubs_furtherhub (
    id bigint NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    hub_id bigint NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.hubs_furtherhub ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hubs_furtherhub_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.importers_import (
    id bigint NOT NULL,
    filename character varying(200) NOT NULL,
    file character varying(100) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    day_order character varying(5) NOT NULL,
    source character varying(40) NOT NULL,
    headers character varying(200)[] NOT NULL,
    columns character varying(40)[] NOT NULL,
    counts jsonb NOT NULL,
    trouble character varying(300) NOT NULL,
    brought_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    applied_at timestamp with time zone,
    undone_at timestamp with time zone,
    last_fact bigint NOT NULL,
    brought_by_id bigint,
    choices jsonb NOT NULL,
    kind character varying(8) NOT NULL,
    made jsonb NOT NULL,
    pictures character varying(100) NOT NULL
);

ALTER TABLE public.importers_import ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.importers_import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.importers_importedarticle (
    id bigint NOT NULL,
    number integer NOT NULL,
    key character varying(200) NOT NULL,
    title character varying(255) NOT NULL,
    told jsonb NOT NULL,
    notes character varying(300)[] NOT NULL,
    left_out character varying(300) NOT NULL,
    place character varying(4) NOT NULL,
    revision bigint NOT NULL,
    page_id integer,
    upload_id bigint NOT NULL,
    CONSTRAINT importers_importedarticle_number_check CHECK ((number >= 0))
);

ALTER TABLE public.importers_importedarticle ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.importers_importedarticle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.importers_importedpicture (
    id bigint NOT NULL,
    address character varying(500) NOT NULL,
    file character varying(100) NOT NULL,
    trouble character varying(300) NOT NULL,
    image_id integer,
    upload_id bigint NOT NULL
);

ALTER TABLE public.importers_importedpicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.importers_importedpicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.importers_importrow (
    id bigint NOT NULL,
    number integer NOT NULL,
    lead integer NOT NULL,
    told jsonb NOT NULL,
    faults character varying(300)[] NOT NULL,
    is_sure boolean NOT NULL,
    decision character varying(5) NOT NULL,
    is_new boolean NOT NULL,
    alike_id bigint,
    person_id bigint,
    upload_id bigint NOT NULL,
    CONSTRAINT importers_importrow_lead_check CHECK ((lead >= 0)),
    CONSTRAINT importers_importrow_number_check CHECK ((number >= 0))
);

ALTER TABLE public.importers_importrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.importers_importrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_account (
    code character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(10) NOT NULL
);

CREATE TABLE public.ledger_entry (
    id bigint NOT NULL,
    key character varying(100) NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    memo character varying(200) NOT NULL,
    about character varying(80) NOT NULL,
    by_id bigint,
    reverses_id bigint
);

ALTER TABLE public.ledger_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_posting (
    id bigint NOT NULL,
    pence bigint NOT NULL,
    currency character varying(3) NOT NULL,
    account_id character varying(60) NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT a_posting_is_not_nil CHECK ((NOT (pence = 0)))
);

ALTER TABLE public.ledger_posting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_posting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.library_factsheet (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    number smallint NOT NULL,
    title character varying(160) NOT NULL,
    summary text NOT NULL,
    minutes smallint NOT NULL,
    CONSTRAINT library_factsheet_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT library_factsheet_number_check CHECK ((number >= 0))
);

ALTER TABLE public.library_factsheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.library_factsheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.library_version (
    id bigint NOT NULL,
    number smallint NOT NULL,
    published_on date NOT NULL,
    review_by date,
    authors character varying(160)[] NOT NULL,
    read_by character varying(160) NOT NULL,
    what_changed character varying(200) NOT NULL,
    body text NOT NULL,
    file character varying(100) NOT NULL,
    factsheet_id bigint NOT NULL,
    CONSTRAINT library_version_number_check CHECK ((number >= 0))
);

ALTER TABLE public.library_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.library_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.livecopy_livecopy (
    id bigint NOT NULL,
    lineage uuid NOT NULL,
    identity character varying(400) NOT NULL,
    is_new boolean NOT NULL,
    declared_at timestamp with time zone,
    CONSTRAINT livecopy_one_row CHECK ((id = 1))
);

ALTER TABLE public.livecopy_livecopy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.livecopy_livecopy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mail_letterversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    subject character varying(150) NOT NULL,
    body text NOT NULL,
    basis character varying(10) NOT NULL,
    purpose character varying(40) NOT NULL,
    needed_for character varying(200) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    written_by_id bigint,
    letter_id bigint NOT NULL,
    CONSTRAINT a_standard_letter_has_a_basis CHECK (((((basis)::text = 'consent'::text) AND (NOT ((purpose)::text = ''::text))) OR (((basis)::text = 'service'::text) AND ((purpose)::text = ''::text) AND (NOT ((needed_for)::text = ''::text))))),
    CONSTRAINT mail_letterversion_number_check CHECK ((number >= 0))
);

ALTER TABLE public.mail_letterversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_letterversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mail_mailserver (
    id bigint NOT NULL,
    host character varying(200) NOT NULL,
    port integer NOT NULL,
    security character varying(10) NOT NULL,
    "user" character varying(200) NOT NULL,
    sealed_password text NOT NULL,
    selector character varying(63) NOT NULL,
    tested_at timestamp with time zone,
    records_seen_at timestamp with time zone,
    records_missing character varying(10)[] NOT NULL,
    CONSTRAINT mail_mailserver_port_check CHECK ((port >= 0)),
    CONSTRAINT there_is_one_mail_server CHECK ((id = 1))
);

ALTER TABLE public.mail_mailserver ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_mailserver_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mail_message (
    id bigint NOT NULL,
    address character varying(254) NOT NULL,
    template character varying(80) NOT NULL,
    basis character varying(20) NOT NULL,
    subject character varying(200) NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    documents character varying(80)[] NOT NULL,
    about character varying(80) NOT NULL,
    state character varying(10) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    sent_at timestamp with time zone,
    attempts smallint NOT NULL,
    answer character varying(300) NOT NULL,
    message_id character varying(120) NOT NULL,
    again_id bigint,
    person_id bigint,
    is_one_of_many boolean NOT NULL,
    purpose character varying(40) NOT NULL,
    CONSTRAINT mail_message_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.mail_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mail_recipient (
    id bigint NOT NULL,
    address character varying(254) NOT NULL,
    reason character varying(12) NOT NULL,
    message_id bigint,
    person_id bigint NOT NULL,
    sending_id bigint NOT NULL
);

ALTER TABLE public.mail_recipient ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_recipient_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mail_sending (
    id bigint NOT NULL,
    audience character varying(200) NOT NULL,
    prepared_at timestamp with time zone NOT NULL,
    begun_at timestamp with time zone,
    begun_by_id bigint,
    hub_id bigint,
    prepared_by_id bigint,
    version_id bigint NOT NULL
);

ALTER TABLE public.mail_sending ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_sending_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mail_standardletter (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    is_for_hub_leads boolean NOT NULL
);

ALTER TABLE public.mail_standardletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_standardletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mail_suppression (
    id bigint NOT NULL,
    address character varying(254) NOT NULL,
    reason character varying(10) NOT NULL,
    since timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    answer character varying(300) NOT NULL,
    message_id bigint
);

ALTER TABLE public.mail_suppression ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mail_suppression_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.membership_evidence (
    id bigint NOT NULL,
    address character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    content_type character varying(100) NOT NULL,
    file character varying(100) NOT NULL,
    studies_end_on date NOT NULL,
    shown_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    valid_until date,
    reason character varying(400) NOT NULL,
    decided_by_id bigint,
    person_id bigint NOT NULL,
    CONSTRAINT what_counts_was_decided CHECK (((valid_until IS NULL) OR (decided_at IS NOT NULL)))
);

ALTER TABLE public.membership_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.membership_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.membership_membership (
    id bigint NOT NULL,
    began_on date NOT NULL,
    person_id bigint NOT NULL,
    name_in_register character varying(161) NOT NULL
);

ALTER TABLE public.membership_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.membership_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.membership_pause (
    id bigint NOT NULL,
    begins_on date NOT NULL,
    until_on date NOT NULL,
    ended_on date,
    why character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    by_id bigint,
    term_id bigint NOT NULL,
    CONSTRAINT a_pause_ends_after_it_begins CHECK ((until_on >= begins_on)),
    CONSTRAINT coming_back_makes_a_pause_shorter CHECK (((ended_on IS NULL) OR (ended_on < until_on)))
);

ALTER TABLE public.membership_pause ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.membership_pause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.membership_plan (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(80) NOT NULL,
    for_whom character varying(200) NOT NULL,
    gives character varying(120)[] NOT NULL,
    how_to_stop character varying(200) NOT NULL,
    price_pence integer NOT NULL,
    months smallint NOT NULL,
    vat_treatment character varying(20) NOT NULL,
    vat_rate smallint NOT NULL,
    needs_address boolean NOT NULL,
    opens_library boolean NOT NULL,
    keeps_cpd boolean NOT NULL,
    is_open boolean NOT NULL,
    "position" smallint NOT NULL,
    grace_days smallint NOT NULL,
    afterwards_id bigint,
    evidence_days smallint NOT NULL,
    evidence_domains character varying(80)[] NOT NULL,
    evidence_from date,
    pause_months smallint NOT NULL,
    is_prorated boolean DEFAULT false NOT NULL,
    year_day smallint,
    year_month smallint,
    seat_changes smallint DEFAULT 1 NOT NULL,
    is_payable_monthly boolean DEFAULT false NOT NULL,
    gift_months smallint DEFAULT 24 NOT NULL,
    is_giftable boolean DEFAULT false NOT NULL,
    CONSTRAINT a_fixed_year_has_twelve_months CHECK (((year_month IS NULL) OR (months = 12))),
    CONSTRAINT a_gift_is_a_whole_term CHECK (((NOT is_giftable) OR ((price_pence > 0) AND (year_month IS NULL)))),
    CONSTRAINT a_paused_year_is_prorated CHECK (((year_month IS NULL) OR is_prorated OR (pause_months = 0))),
    CONSTRAINT a_whole_year_of_their_own_is_paid_monthly CHECK (((NOT is_payable_monthly) OR ((evidence_from IS NULL) AND (months = 12) AND (year_month IS NULL)))),
    CONSTRAINT a_year_begins_on_a_day_there_is CHECK ((((year_day IS NULL) AND (year_month IS NULL)) OR ((year_day IS NOT NULL) AND (year_month IS NOT NULL) AND ((((year_day >= 1) AND (year_day <= 29)) AND (year_month = 2)) OR (((year_day >= 1) AND (year_day <= 30)) AND (year_month = ANY (ARRAY[4, 6, 9, 11]))) OR (((year_day >= 1) AND (year_day <= 31)) AND (year_month = ANY (ARRAY[1, 3, 5, 7, 8, 10, 12]))))))),
    CONSTRAINT another_plan_follows CHECK ((NOT ((afterwards_id = id) AND (afterwards_id IS NOT NULL)))),
    CONSTRAINT membership_plan_evidence_days_check CHECK ((evidence_days >= 0)),
    CONSTRAINT membership_plan_gift_months_check CHECK ((gift_months >= 0)),
    CONSTRAINT membership_plan_grace_days_check CHECK ((grace_days >= 0)),
    CONSTRAINT membership_plan_months_check CHECK ((months >= 0)),
    CONSTRAINT membership_plan_pause_months_check CHECK ((pause_months >= 0)),
    CONSTRAINT membership_plan_position_check CHECK (("position" >= 0)),
    CONSTRAINT membership_plan_price_pence_check CHECK ((price_pence >= 0)),
    CONSTRAINT membership_plan_seat_changes_check CHECK ((seat_changes >= 0)),
    CONSTRAINT membership_plan_vat_rate_check CHECK ((vat_rate >= 0)),
    CONSTRAINT membership_plan_year_day_check CHECK ((year_day >= 0)),
    CONSTRAINT membership_plan_year_month_check CHECK ((year_month >= 0)),
    CONSTRAINT part_of_a_fixed_year_only CHECK (((NOT is_prorated) OR (year_month IS NOT NULL))),
    CONSTRAINT what_follows_a_plan_with_evidence CHECK (((evidence_from IS NULL) OR (afterwards_id IS NOT NULL)))
);

ALTER TABLE public.membership_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.membership_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.membership_price (
    id bigint NOT NULL,
    price_pence integer NOT NULL,
    from_on date NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    entered_by_id bigint,
    plan_id bigint NOT NULL,
    CONSTRAINT membership_price_price_pence_check CHECK ((price_pence >= 0))
);

ALTER TABLE public.membership_price ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.membership_price_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.membership_renewal (
    id bigint NOT NULL,
    due_on date,
    reminded_days smallint,
    announced_pence integer,
    charge_on date,
    declined_at timestamp with time zone,
    follows_id bigint NOT NULL,
    mandate_id bigint,
    notice_id bigint,
    order_id bigint,
    next_plan_id bigint,
    failed_at timestamp with time zone,
    trouble character varying(80) NOT NULL,
    CONSTRAINT membership_renewal_announced_pence_check CHECK ((announced_pence >= 0)),
    CONSTRAINT membership_renewal_reminded_days_check CHECK ((reminded_days >= 0))
);

ALTER TABLE public.membership_renewal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.membership_renewal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.membership_term (
    id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    cut_short_on date,
    membership_id bigint NOT NULL,
    order_line_id bigint,
    plan_id bigint NOT NULL,
    is_undone boolean DEFAULT false NOT NULL,
    given_as character varying(15) DEFAULT ''::character varying NOT NULL,
    given_by_id bigint,
    given_why character varying(200) DEFAULT ''::character varying NOT NULL,
    is_seat boolean DEFAULT false NOT NULL,
    instalment smallint,
    year_pence integer,
    CONSTRAINT a_term_ends_after_it_starts CHECK ((ends_on >= starts_on)),
    CONSTRAINT an_instalment_is_of_a_year CHECK ((((instalment IS NULL) AND (year_pence IS NULL)) OR ((instalment IS NOT NULL) AND ((instalment >= 1) AND (instalment <= 12)) AND (year_pence IS NOT NULL)))),
    CONSTRAINT membership_term_instalment_check CHECK ((instalment >= 0)),
    CONSTRAINT membership_term_year_pence_check CHECK ((year_pence >= 0))
);

ALTER TABLE public.membership_term ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.membership_term_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.pagecache_pendingdrop (
    id bigint NOT NULL
);

ALTER TABLE public.pagecache_pendingdrop ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pagecache_pendingdrop_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_affiliation (
    id bigint NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    person_id bigint NOT NULL,
    organisation_id bigint NOT NULL
);

ALTER TABLE public.people_affiliation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_affiliation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_association (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    short_name character varying(40) NOT NULL,
    strapline character varying(200) NOT NULL,
    voice character varying(200) NOT NULL,
    address text NOT NULL,
    email character varying(254) NOT NULL,
    charity_number character varying(20) NOT NULL,
    vat_number character varying(20) NOT NULL,
    bank_account_name character varying(80) NOT NULL,
    bank_sort_code character varying(8) NOT NULL,
    bank_account_number character varying(10) NOT NULL,
    sea character varying(7) NOT NULL,
    pot character varying(7) NOT NULL,
    mark character varying(80) NOT NULL,
    CONSTRAINT there_is_one_association CHECK ((id = 1))
);

ALTER TABLE public.people_association ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_association_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_consent (
    id bigint NOT NULL,
    purpose character varying(40) NOT NULL,
    wording character varying(300) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    person_id bigint NOT NULL,
    given_by_id bigint,
    given_where character varying(12) NOT NULL,
    withdrawn_by_id bigint,
    withdrawn_where character varying(12) NOT NULL
);

ALTER TABLE public.people_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_hold (
    id bigint NOT NULL,
    reason character varying(20) NOT NULL,
    since timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    person_id bigint NOT NULL
);

ALTER TABLE public.people_hold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_hub (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(80) NOT NULL,
    introduction text NOT NULL,
    postcode_areas character varying(2)[] NOT NULL,
    "position" smallint NOT NULL,
    map_x smallint NOT NULL,
    map_y smallint NOT NULL,
    lead_id bigint,
    CONSTRAINT people_hub_map_x_check CHECK ((map_x >= 0)),
    CONSTRAINT people_hub_map_y_check CHECK ((map_y >= 0)),
    CONSTRAINT people_hub_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.people_hub ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_hub_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_keptfile (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    content_type character varying(100) NOT NULL,
    size integer NOT NULL,
    note character varying(300) NOT NULL,
    file character varying(100) NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    kept_by_id bigint,
    person_id bigint NOT NULL,
    CONSTRAINT people_keptfile_size_check CHECK ((size >= 0))
);

ALTER TABLE public.people_keptfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_keptfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_merge (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    why character varying(300) NOT NULL,
    was jsonb NOT NULL,
    unmerged_at timestamp with time zone,
    why_unmerged character varying(300) NOT NULL,
    by_id bigint,
    kept_id bigint NOT NULL,
    merged_id bigint NOT NULL,
    unmerged_by_id bigint,
    CONSTRAINT nobody_is_merged_into_themselves CHECK ((NOT (kept_id = merged_id)))
);

ALTER TABLE public.people_merge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_merge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_move (
    id bigint NOT NULL,
    "table" character varying(60) NOT NULL,
    "column" character varying(40) NOT NULL,
    led_to bigint,
    leads_to bigint,
    rows bigint[] NOT NULL,
    merge_id bigint NOT NULL
);

ALTER TABLE public.people_move ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_move_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_organisation (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    met_at timestamp with time zone NOT NULL
);

ALTER TABLE public.people_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_person (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    given_name character varying(80) NOT NULL,
    family_name character varying(80) NOT NULL,
    email character varying(254),
    email_proved_at timestamp with time zone,
    profession character varying(120) NOT NULL,
    employer character varying(160) NOT NULL,
    postcode_district character varying(4) NOT NULL,
    address text NOT NULL,
    met_at timestamp with time zone NOT NULL,
    is_active boolean NOT NULL,
    search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, translate(lower((((((((((given_name)::text || ' '::text) || (family_name)::text) || ' '::text) || (COALESCE(email, ''::character varying))::text) || ' '::text) || (postcode_district)::text) || ' '::text) || (employer)::text)), 'àáâãäåāăąçćčďèéêëēėęěğìíîïīįłñńňòóôõöøōőŕřśşšťùúûüūůűųýÿźżž@._-/+:'::text, 'aaaaaaaaacccdeeeeeeeegiiiiiilnnnoooooooorrssstuuuuuuuuyyzzz       '::text))) STORED,
    merged_into_id bigint,
    hub_id bigint,
    taken_back_at timestamp with time zone
);

CREATE TABLE public.people_person_groups (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.people_person_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_person_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.people_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_person_user_permissions (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.people_person_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_person_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_rolegrant (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    given_by_id bigint,
    hub_id bigint,
    person_id bigint NOT NULL,
    CONSTRAINT hub_lead_has_a_hub CHECK (((NOT ((role)::text = 'hublead'::text)) OR (hub_id IS NOT NULL)))
);

ALTER TABLE public.people_rolegrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_rolegrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_toldapart (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    one_id bigint NOT NULL,
    other_id bigint NOT NULL,
    CONSTRAINT of_a_pair_the_first_comes_first CHECK ((one_id < other_id))
);

ALTER TABLE public.people_toldapart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_toldapart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_viewpermit (
    id bigint NOT NULL,
    given_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    person_id bigint NOT NULL,
    CONSTRAINT a_view_permit_lasts CHECK ((until > given_at))
);

ALTER TABLE public.people_viewpermit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_viewpermit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.practice_country (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    emergency character varying(200) NOT NULL,
    checked_on date,
    "position" smallint NOT NULL,
    CONSTRAINT practice_country_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.practice_country ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.practice_country_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.practice_signpost (
    id bigint NOT NULL,
    sort_order integer,
    name character varying(80) NOT NULL,
    what_for character varying(160) NOT NULL,
    phone character varying(40) NOT NULL,
    url character varying(200) NOT NULL,
    country_id bigint NOT NULL
);

ALTER TABLE public.practice_signpost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.practice_signpost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_closing (
    id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    taken_back_at timestamp with time zone,
    done_at timestamp with time zone,
    person_id bigint NOT NULL
);

ALTER TABLE public.privacy_closing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_closing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_erasure (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    person_id bigint NOT NULL
);

ALTER TABLE public.privacy_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_request (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    received_on date NOT NULL,
    due_on date NOT NULL,
    file character varying(100) NOT NULL,
    made_at timestamp with time zone,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    asked_by_id bigint,
    person_id bigint NOT NULL
);

ALTER TABLE public.privacy_request ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_review (
    id bigint NOT NULL,
    rule character varying(40) NOT NULL,
    decision character varying(10) NOT NULL,
    before timestamp with time zone NOT NULL,
    found integer NOT NULL,
    at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    by_id bigint,
    CONSTRAINT privacy_review_found_check CHECK ((found >= 0))
);

ALTER TABLE public.privacy_review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.publishing_author (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    slug character varying(50) NOT NULL,
    role character varying(160) NOT NULL,
    biography text NOT NULL,
    person_id bigint,
    portrait_id integer
);

ALTER TABLE public.publishing_author ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_author_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.publishing_blogindexpage (
    page_ptr_id integer NOT NULL,
    standfirst text NOT NULL
);

CREATE TABLE public.publishing_blogpost (
    page_ptr_id integer NOT NULL,
    standfirst text NOT NULL,
    body jsonb NOT NULL,
    checked_by character varying(120) NOT NULL,
    author_id bigint NOT NULL
);

CREATE TABLE public.publishing_homepage (
    page_ptr_id integer NOT NULL,
    opening character varying(160) NOT NULL,
    standfirst text NOT NULL,
    what jsonb NOT NULL,
    feature_id integer
);

CREATE TABLE public.publishing_hubindexpage (
    page_ptr_id integer NOT NULL,
    standfirst text NOT NULL
);

CREATE TABLE public.publishing_hubpage (
    page_ptr_id integer NOT NULL,
    body jsonb NOT NULL,
    hub_id bigint NOT NULL
);

CREATE TABLE public.publishing_newsindexpage (
    page_ptr_id integer NOT NULL,
    standfirst text NOT NULL
);

CREATE TABLE public.publishing_newsitem (
    page_ptr_id integer NOT NULL,
    standfirst text NOT NULL,
    body text NOT NULL,
    points_to character varying(120) NOT NULL,
    expires_on date,
    hub_id bigint
);

CREATE TABLE public.publishing_posttag (
    id bigint NOT NULL,
    content_object_id integer NOT NULL,
    tag_id integer NOT NULL
);

ALTER TABLE public.publishing_posttag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_posttag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.publishing_standardpage (
    page_ptr_id integer NOT NULL,
    standfirst text NOT NULL,
    body jsonb NOT NULL,
    place character varying(12) NOT NULL
);

CREATE TABLE public.repairs_repair (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    mended_by character varying(40) NOT NULL,
    cost_pence integer NOT NULL,
    rupture_id bigint NOT NULL,
    CONSTRAINT repairs_repair_cost_pence_check CHECK ((cost_pence >= 0))
);

ALTER TABLE public.repairs_repair ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.repairs_repair_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.repairs_rupture (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    subject character varying(80) NOT NULL,
    since timestamp with time zone NOT NULL,
    noticed_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    detail jsonb NOT NULL,
    person_id bigint
);

ALTER TABLE public.repairs_rupture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.repairs_rupture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.repairs_steptaken (
    id bigint NOT NULL,
    step character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    message_id bigint,
    rupture_id bigint NOT NULL
);

ALTER TABLE public.repairs_steptaken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.repairs_steptaken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sales_cardrequest (
    id bigint NOT NULL,
    gateway character varying(20) NOT NULL,
    key character varying(80) NOT NULL,
    reference character varying(80),
    agreed_words character varying(400) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    person_id bigint NOT NULL
);

ALTER TABLE public.sales_cardrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_cardrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sales_counter (
    series character varying(20) NOT NULL,
    last integer NOT NULL,
    CONSTRAINT sales_counter_last_check CHECK ((last >= 0))
);

CREATE TABLE public.sales_invoice (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    series character varying(20) NOT NULL,
    number integer NOT NULL,
    issued_on date NOT NULL,
    snapshot jsonb NOT NULL,
    order_id bigint NOT NULL,
    refund_id bigint,
    corrects_id bigint,
    CONSTRAINT sales_invoice_number_check CHECK ((number >= 0))
);

ALTER TABLE public.sales_invoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_invoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sales_mandate (
    id bigint NOT NULL,
    gateway character varying(20) NOT NULL,
    reference character varying(80) NOT NULL,
    brand character varying(40) NOT NULL,
    last_four character varying(4) NOT NULL,
    expires_on date NOT NULL,
    agreed_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_why character varying(10) NOT NULL,
    forgotten_at timestamp with time zone,
    payment_id bigint,
    person_id bigint,
    request_id bigint,
    CONSTRAINT a_mandate_was_given_once CHECK ((((payment_id IS NULL) OR (request_id IS NULL)) AND (1 = (
CASE
    WHEN (payment_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (request_id IS NULL) THEN 1
    ELSE 0
END))))
);

ALTER TABLE public.sales_mandate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_mandate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sales_order (
    id bigint NOT NULL,
    token character varying(32) NOT NULL,
    key character varying(80),
    payer_given_name character varying(80) NOT NULL,
    payer_family_name character varying(80) NOT NULL,
    payer_email character varying(254) NOT NULL,
    payer_address text NOT NULL,
    total_pence bigint NOT NULL,
    currency character varying(3) NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    paid_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    person_id bigint,
    purchase_order character varying(80) NOT NULL,
    waived_pence bigint NOT NULL,
    mandate_id bigint,
    is_of_organisation boolean DEFAULT false NOT NULL,
    CONSTRAINT sales_order_total_pence_check CHECK ((total_pence >= 0)),
    CONSTRAINT sales_order_waived_pence_check CHECK ((waived_pence >= 0))
);

ALTER TABLE public.sales_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sales_orderline (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    key character varying(80) NOT NULL,
    description character varying(200) NOT NULL,
    note character varying(200) NOT NULL,
    quantity integer NOT NULL,
    unit_pence bigint NOT NULL,
    vat_treatment character varying(40) NOT NULL,
    vat_rate smallint NOT NULL,
    details jsonb NOT NULL,
    options jsonb NOT NULL,
    fulfilled_at timestamp with time zone,
    revoked_at timestamp with time zone,
    trouble character varying(200) NOT NULL,
    order_id bigint NOT NULL,
    rounds smallint NOT NULL,
    agreement character varying(400) NOT NULL,
    CONSTRAINT sales_orderline_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT sales_orderline_rounds_check CHECK ((rounds >= 0)),
    CONSTRAINT sales_orderline_vat_rate_check CHECK ((vat_rate >= 0))
);

ALTER TABLE public.sales_orderline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_orderline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sales_payment (
    id bigint NOT NULL,
    gateway character varying(20) NOT NULL,
    key character varying(80) NOT NULL,
    reference character varying(80),
    url character varying(300) NOT NULL,
    amount_pence bigint NOT NULL,
    received_pence bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    failed_at timestamp with time zone,
    code character varying(40) NOT NULL,
    is_final boolean NOT NULL,
    order_id bigint NOT NULL,
    taken_back_at timestamp with time zone,
    agreed_words character varying(400) NOT NULL,
    mandate_id bigint,
    trouble character varying(80) NOT NULL,
    CONSTRAINT sales_payment_amount_pence_check CHECK ((amount_pence >= 0)),
    CONSTRAINT sales_payment_received_pence_check CHECK ((received_pence >= 0))
);

ALTER TABLE public.sales_payment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_payment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sales_providernotice (
    id bigint NOT NULL,
    gateway character varying(20) NOT NULL,
    notice_id character varying(80) NOT NULL,
    told jsonb NOT NULL,
    received_at timestamp with time zone NOT NULL,
    handled_at timestamp with time zone
);

ALTER TABLE public.sales_providernotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_providernotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sales_refund (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    amount_pence bigint NOT NULL,
    reason character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    is_surplus boolean NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone,
    next_try_at timestamp with time zone NOT NULL,
    answer character varying(200) NOT NULL,
    by_id bigint,
    order_id bigint NOT NULL,
    payment_id bigint NOT NULL,
    CONSTRAINT a_refund_is_not_nil CHECK ((amount_pence > 0)),
    CONSTRAINT sales_refund_amount_pence_check CHECK ((amount_pence >= 0))
);

ALTER TABLE public.sales_refund ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_refund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.setup_setup (
    id bigint NOT NULL,
    link_hash character varying(64) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    account_id bigint,
    CONSTRAINT setup_one_row CHECK ((id = 1))
);

ALTER TABLE public.setup_setup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.setup_setup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.taggit_tag (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    slug character varying(100) NOT NULL
);

ALTER TABLE public.taggit_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.taggit_taggeditem (
    id integer NOT NULL,
    object_id integer NOT NULL,
    content_type_id integer NOT NULL,
    tag_id integer NOT NULL
);

ALTER TABLE public.taggit_taggeditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_taggeditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.teams_allotment (
    id bigint NOT NULL,
    seats integer NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    cut_short_on date,
    order_line_id bigint NOT NULL,
    team_id bigint NOT NULL,
    carried_at timestamp with time zone,
    follows_on date,
    CONSTRAINT an_allotment_ends_after_it_starts CHECK ((ends_on >= starts_on)),
    CONSTRAINT an_allotment_has_seats CHECK ((seats > 0)),
    CONSTRAINT teams_allotment_seats_check CHECK ((seats >= 0))
);

ALTER TABLE public.teams_allotment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.teams_allotment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.teams_invitation (
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    declined_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    invited_by_id bigint NOT NULL,
    letter_id bigint,
    seat_id bigint,
    team_id bigint NOT NULL
);

ALTER TABLE public.teams_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.teams_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.teams_proposal (
    id bigint NOT NULL,
    ends_on date NOT NULL,
    proposed_at timestamp with time zone,
    reminded_at timestamp with time zone,
    team_id bigint NOT NULL,
    ended_told_at timestamp with time zone
);

ALTER TABLE public.teams_proposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.teams_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.teams_seat (
    id bigint NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    assigned_by_id bigint,
    ended_by_id bigint,
    term_id bigint NOT NULL,
    team_id bigint NOT NULL
);

ALTER TABLE public.teams_seat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.teams_seat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.teams_team (
    id bigint NOT NULL,
    began_on date NOT NULL,
    coordinator_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    is_link_for_domain boolean DEFAULT false NOT NULL,
    is_link_open boolean DEFAULT false NOT NULL,
    link_number integer DEFAULT 0 NOT NULL,
    CONSTRAINT teams_team_link_number_check CHECK ((link_number >= 0))
);

ALTER TABLE public.teams_team ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.teams_team_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.teams_tier (
    id bigint NOT NULL,
    from_seats integer NOT NULL,
    unit_pence integer NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    entered_by_id bigint,
    plan_id bigint NOT NULL,
    CONSTRAINT a_team_is_more_than_one CHECK ((from_seats >= 2)),
    CONSTRAINT teams_tier_from_seats_check CHECK ((from_seats >= 0)),
    CONSTRAINT teams_tier_unit_pence_check CHECK ((unit_pence >= 0))
);

ALTER TABLE public.teams_tier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.teams_tier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.timeline_fact (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    subject character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    data jsonb NOT NULL,
    by_id bigint,
    corrects_id bigint,
    person_id bigint
);

ALTER TABLE public.timeline_fact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.timeline_fact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.timeline_facttext (
    fact_id bigint NOT NULL,
    text text NOT NULL
);

CREATE TABLE public.treasury_decision (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    reason character varying(20) NOT NULL,
    note character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    by_id bigint,
    order_id bigint,
    payment_id bigint,
    undone_by_id bigint,
    line_id bigint NOT NULL,
    CONSTRAINT a_decision_names_its_end CHECK (((((kind)::text = 'matched'::text) AND (order_id IS NOT NULL) AND (payment_id IS NOT NULL)) OR (((kind)::text = 'aside'::text) AND (NOT ((reason)::text = ''::text)))))
);

ALTER TABLE public.treasury_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.treasury_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.treasury_statement (
    id bigint NOT NULL,
    filename character varying(200) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    account character varying(60) NOT NULL,
    layout character varying(64) NOT NULL,
    day_order character varying(5) NOT NULL,
    content bytea,
    received_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    lines_read integer NOT NULL,
    in_pence bigint NOT NULL,
    out_pence bigint NOT NULL,
    first_on date,
    last_on date,
    closing_pence bigint,
    ties boolean,
    faults character varying(300)[] NOT NULL,
    received_by_id bigint,
    CONSTRAINT treasury_statement_lines_read_check CHECK ((lines_read >= 0))
);

ALTER TABLE public.treasury_statement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.treasury_statement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.treasury_statementline (
    id bigint NOT NULL,
    number integer NOT NULL,
    identity character varying(64) NOT NULL,
    "on" date NOT NULL,
    pence bigint NOT NULL,
    text character varying(400) NOT NULL,
    statement_id bigint NOT NULL,
    CONSTRAINT a_line_is_not_nil CHECK ((NOT (pence = 0))),
    CONSTRAINT treasury_statementline_number_check CHECK ((number >= 0))
);

ALTER TABLE public.treasury_statementline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.treasury_statementline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailadmin_admin (
    id integer NOT NULL
);

ALTER TABLE public.wagtailadmin_admin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_admin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailadmin_editingsession (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL,
    is_editing boolean NOT NULL
);

ALTER TABLE public.wagtailadmin_editingsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_editingsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailadmin_formstate (
    id integer NOT NULL,
    data text NOT NULL,
    object_id character varying(255) NOT NULL,
    parent_object_id character varying(255) NOT NULL,
    last_updated_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.wagtailadmin_formstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_formstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_apitoken (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    key_hash character varying(64) NOT NULL,
    prefix character varying(16) NOT NULL,
    created timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    user_id bigint NOT NULL
);

ALTER TABLE public.wagtailcore_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_collection (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    name character varying(255) NOT NULL,
    CONSTRAINT wagtailcore_collection_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_collection_numchild_check CHECK ((numchild >= 0))
);

ALTER TABLE public.wagtailcore_collection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_collectionviewrestriction (
    id integer NOT NULL,
    restriction_type character varying(20) NOT NULL,
    password character varying(255) NOT NULL,
    collection_id integer NOT NULL
);

CREATE TABLE public.wagtailcore_collectionviewrestriction_groups (
    id bigint NOT NULL,
    collectionviewrestriction_id integer CONSTRAINT wagtailcore_collectionviewr_collectionviewrestriction__not_null NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_collectionviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.wagtailcore_collectionviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_comment (
    id integer NOT NULL,
    text text NOT NULL,
    contentpath text NOT NULL,
    "position" text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    page_id integer NOT NULL,
    resolved_by_id bigint,
    revision_created_id integer,
    user_id bigint NOT NULL
);

ALTER TABLE public.wagtailcore_comment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_comment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_commentreply (
    id integer NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    comment_id integer NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.wagtailcore_commentreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_commentreply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_groupapprovaltask (
    task_ptr_id integer NOT NULL
);

CREATE TABLE public.wagtailcore_groupapprovaltask_groups (
    id bigint NOT NULL,
    groupapprovaltask_id integer CONSTRAINT wagtailcore_groupapprovaltask_gro_groupapprovaltask_id_not_null NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_groupapprovaltask_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupapprovaltask_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_groupcollectionpermission (
    id integer NOT NULL,
    collection_id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_groupcollectionpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupcollectionpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_grouppagepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    page_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_grouppagepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_grouppagepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_groupsitepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL,
    site_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_groupsitepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupsitepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_locale (
    id integer NOT NULL,
    language_code character varying(100) NOT NULL
);

ALTER TABLE public.wagtailcore_locale ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_locale_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_modellogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_modellogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    object_id character varying(255) NOT NULL,
    content_type_id integer,
    user_id bigint,
    uuid uuid,
    revision_id integer
);

ALTER TABLE public.wagtailcore_modellogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_modellogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_page (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    title character varying(255) NOT NULL,
    slug character varying(255) NOT NULL,
    live boolean NOT NULL,
    has_unpublished_changes boolean NOT NULL,
    url_path text NOT NULL,
    seo_title character varying(255) NOT NULL,
    show_in_menus boolean NOT NULL,
    search_description text NOT NULL,
    go_live_at timestamp with time zone,
    expire_at timestamp with time zone,
    expired boolean NOT NULL,
    content_type_id integer NOT NULL,
    owner_id bigint,
    locked boolean NOT NULL,
    latest_revision_created_at timestamp with time zone,
    first_published_at timestamp with time zone,
    live_revision_id integer,
    last_published_at timestamp with time zone,
    draft_title character varying(255) NOT NULL,
    locked_at timestamp with time zone,
    locked_by_id bigint,
    translation_key uuid NOT NULL,
    locale_id integer NOT NULL,
    alias_of_id integer,
    latest_revision_id integer,
    CONSTRAINT wagtailcore_page_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_page_numchild_check CHECK ((numchild >= 0))
);

ALTER TABLE public.wagtailcore_page ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_page_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_pagelogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_pagelogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    content_type_id integer,
    page_id integer NOT NULL,
    revision_id integer,
    user_id bigint,
    uuid uuid
);

ALTER TABLE public.wagtailcore_pagelogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagelogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_revision (
    id integer CONSTRAINT wagtailcore_pagerevision_id_not_null NOT NULL,
    created_at timestamp with time zone CONSTRAINT wagtailcore_pagerevision_created_at_not_null NOT NULL,
    content jsonb CONSTRAINT wagtailcore_pagerevision_content_json_not_null NOT NULL,
    approved_go_live_at timestamp with time zone,
    object_id character varying(255) CONSTRAINT wagtailcore_pagerevision_page_id_not_null NOT NULL,
    user_id bigint,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL,
    object_str text NOT NULL
);

ALTER TABLE public.wagtailcore_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagerevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_pagesubscription (
    id integer NOT NULL,
    comment_notifications boolean NOT NULL,
    page_id integer NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.wagtailcore_pagesubscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagesubscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_pageviewrestriction (
    id integer NOT NULL,
    password character varying(255) NOT NULL,
    page_id integer NOT NULL,
    restriction_type character varying(20) NOT NULL
);

CREATE TABLE public.wagtailcore_pageviewrestriction_groups (
    id bigint NOT NULL,
    pageviewrestriction_id integer CONSTRAINT wagtailcore_pageviewrestriction_pageviewrestriction_id_not_null NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_pageviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.wagtailcore_pageviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_referenceindex (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    to_object_id character varying(255) NOT NULL,
    model_path text NOT NULL,
    content_path text NOT NULL,
    content_path_hash uuid NOT NULL,
    base_content_type_id integer NOT NULL,
    content_type_id integer NOT NULL,
    to_content_type_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_referenceindex ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_referenceindex_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_site (
    id integer NOT NULL,
    hostname character varying(255) NOT NULL,
    port integer NOT NULL,
    is_default_site boolean NOT NULL,
    root_page_id integer NOT NULL,
    site_name character varying(255) NOT NULL
);

ALTER TABLE public.wagtailcore_site ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_task (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL,
    content_type_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_taskstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    content_type_id integer NOT NULL,
    revision_id integer CONSTRAINT wagtailcore_taskstate_page_revision_id_not_null NOT NULL,
    task_id integer NOT NULL,
    workflow_state_id integer NOT NULL,
    finished_by_id bigint,
    comment text NOT NULL
);

ALTER TABLE public.wagtailcore_taskstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_taskstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_uploadedfile (
    id integer NOT NULL,
    file character varying(200) NOT NULL,
    for_content_type_id integer,
    uploaded_by_user_id bigint
);

ALTER TABLE public.wagtailcore_uploadedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_uploadedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_workflow (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL
);

ALTER TABLE public.wagtailcore_workflow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_workflowcontenttype (
    content_type_id integer NOT NULL,
    workflow_id integer NOT NULL
);

CREATE TABLE public.wagtailcore_workflowpage (
    page_id integer NOT NULL,
    workflow_id integer NOT NULL
);

CREATE TABLE public.wagtailcore_workflowstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    current_task_state_id integer,
    object_id character varying(255) CONSTRAINT wagtailcore_workflowstate_page_id_not_null NOT NULL,
    requested_by_id bigint,
    workflow_id integer NOT NULL,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_workflowstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailcore_workflowtask (
    id integer NOT NULL,
    sort_order integer,
    task_id integer NOT NULL,
    workflow_id integer NOT NULL
);

ALTER TABLE public.wagtailcore_workflowtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtaildocs_document (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    uploaded_by_user_id bigint,
    collection_id integer NOT NULL,
    file_size bigint,
    file_hash character varying(40) NOT NULL,
    CONSTRAINT wagtaildocs_document_file_size_check CHECK ((file_size >= 0))
);

ALTER TABLE public.wagtaildocs_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtaildocs_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailembeds_embed (
    id integer NOT NULL,
    url text NOT NULL,
    max_width smallint,
    type character varying(10) NOT NULL,
    html text NOT NULL,
    title text NOT NULL,
    author_name text NOT NULL,
    provider_name text NOT NULL,
    thumbnail_url text NOT NULL,
    width integer,
    height integer,
    last_updated timestamp with time zone NOT NULL,
    hash character varying(32) NOT NULL,
    cache_until timestamp with time zone
);

ALTER TABLE public.wagtailembeds_embed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailembeds_embed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailimages_image (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    focal_point_x integer,
    focal_point_y integer,
    focal_point_width integer,
    focal_point_height integer,
    uploaded_by_user_id bigint,
    file_size integer,
    collection_id integer NOT NULL,
    file_hash character varying(40) NOT NULL,
    description character varying(255) NOT NULL,
    CONSTRAINT wagtailimages_image_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_height_check CHECK ((focal_point_height >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_width_check CHECK ((focal_point_width >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_x_check CHECK ((focal_point_x >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_y_check CHECK ((focal_point_y >= 0))
);

ALTER TABLE public.wagtailimages_image ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_image_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailimages_rendition (
    id integer NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    focal_point_key character varying(16) NOT NULL,
    filter_spec character varying(255) NOT NULL,
    image_id integer NOT NULL
);

ALTER TABLE public.wagtailimages_rendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_rendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailredirects_redirect (
    id integer NOT NULL,
    old_path character varying(255) NOT NULL,
    is_permanent boolean NOT NULL,
    redirect_link character varying(255) NOT NULL,
    redirect_page_id integer,
    site_id integer,
    automatically_created boolean NOT NULL,
    created_at timestamp with time zone,
    redirect_page_route_path character varying(255) NOT NULL
);

ALTER TABLE public.wagtailredirects_redirect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailredirects_redirect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailsearch_indexentry (
    id integer NOT NULL,
    object_id character varying(50) NOT NULL,
    title_norm double precision NOT NULL,
    content_type_id integer NOT NULL,
    autocomplete tsvector NOT NULL,
    title tsvector NOT NULL,
    body tsvector NOT NULL,
    title_text text NOT NULL,
    body_text text NOT NULL
);

ALTER TABLE public.wagtailsearch_indexentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailsearch_indexentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wagtailusers_userprofile (
    id integer NOT NULL,
    submitted_notifications boolean NOT NULL,
    approved_notifications boolean NOT NULL,
    rejected_notifications boolean NOT NULL,
    user_id bigint NOT NULL,
    preferred_language character varying(10) NOT NULL,
    current_time_zone character varying(40) NOT NULL,
    avatar character varying(100) NOT NULL,
    updated_comments_notifications boolean CONSTRAINT wagtailusers_userprofile_updated_comments_notification_not_null NOT NULL,
    dismissibles jsonb NOT NULL,
    theme character varying(40) NOT NULL,
    density character varying(40) NOT NULL,
    contrast character varying(40) NOT NULL,
    keyboard_shortcuts boolean NOT NULL
);

ALTER TABLE public.wagtailusers_userprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailusers_userprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.work_run (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    subject character varying(80) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    is_to_stop boolean NOT NULL,
    ended_at timestamp with time zone,
    answer character varying(300) NOT NULL,
    asked_by_id bigint,
    CONSTRAINT work_run_done_check CHECK ((done >= 0)),
    CONSTRAINT work_run_total_check CHECK ((total >= 0))
);

ALTER TABLE public.work_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);









INSERT INTO public.auth_group VALUES
	(3, 'office'),
	(4, 'treasurer'),
	(5, 'editor'),
	(6, 'hublead'),
	(7, 'events'),
	(8, 'judge'),
	(9, 'auditor');

INSERT INTO public.auth_group_permissions VALUES
	(11, 3, 4),
	(12, 4, 4),
	(13, 5, 4),
	(14, 6, 4),
	(15, 7, 4),
	(16, 8, 4),
	(17, 9, 4),
	(18, 3, 117),
	(19, 4, 117),
	(20, 5, 117),
	(21, 6, 117),
	(22, 7, 117),
	(23, 8, 117),
	(24, 9, 117);

INSERT INTO public.auth_permission VALUES
	(1, 'Can add image', 2, 'add_image'),
	(2, 'Can change image', 2, 'change_image'),
	(3, 'Can delete image', 2, 'delete_image'),
	(4, 'Can access Wagtail admin', 3, 'access_admin'),
	(5, 'Can choose image', 2, 'choose_image'),
	(6, 'Can add locale', 5, 'add_locale'),
	(7, 'Can change locale', 5, 'change_locale'),
	(8, 'Can delete locale', 5, 'delete_locale'),
	(9, 'Can view locale', 5, 'view_locale'),
	(10, 'Can add site', 6, 'add_site'),
	(11, 'Can change site', 6, 'change_site'),
	(12, 'Can delete site', 6, 'delete_site'),
	(13, 'Can view site', 6, 'view_site'),
	(14, 'Can add group site permission', 7, 'add_groupsitepermission'),
	(15, 'Can change group site permission', 7, 'change_groupsitepermission'),
	(16, 'Can delete group site permission', 7, 'delete_groupsitepermission'),
	(17, 'Can view group site permission', 7, 'view_groupsitepermission'),
	(18, 'Can add API token', 8, 'add_apitoken'),
	(19, 'Can change API token', 8, 'change_apitoken'),
	(20, 'Can delete API token', 8, 'delete_apitoken'),
	(21, 'Can view API token', 8, 'view_apitoken'),
	(22, 'Can add model log entry', 9, 'add_modellogentry'),
	(23, 'Can change model log entry', 9, 'change_modellogentry'),
	(24, 'Can delete model log entry', 9, 'delete_modellogentry'),
	(25, 'Can view model log entry', 9, 'view_modellogentry'),
	(26, 'Can add revision', 10, 'add_revision'),
	(27, 'Can change revision', 10, 'change_revision'),
	(28, 'Can delete revision', 10, 'delete_revision'),
	(29, 'Can view revision', 10, 'view_revision'),
	(30, 'Can add collection view restriction', 11, 'add_collectionviewrestriction'),
	(31, 'Can change collection view restriction', 11, 'change_collectionviewrestriction'),
	(32, 'Can delete collection view restriction', 11, 'delete_collectionviewrestriction'),
	(33, 'Can view collection view restriction', 11, 'view_collectionviewrestriction'),
	(34, 'Can add collection', 12, 'add_collection'),
	(35, 'Can change collection', 12, 'change_collection'),
	(36, 'Can delete collection', 12, 'delete_collection'),
	(37, 'Can view collection', 12, 'view_collection'),
	(38, 'Can add group collection permission', 13, 'add_groupcollectionpermission'),
	(39, 'Can change group collection permission', 13, 'change_groupcollectionpermission'),
	(40, 'Can delete group collection permission', 13, 'delete_groupcollectionpermission'),
	(41, 'Can view group collection permission', 13, 'view_groupcollectionpermission'),
	(42, 'Can add uploaded file', 14, 'add_uploadedfile'),
	(43, 'Can change uploaded file', 14, 'change_uploadedfile'),
	(44, 'Can delete uploaded file', 14, 'delete_uploadedfile'),
	(45, 'Can view uploaded file', 14, 'view_uploadedfile'),
	(46, 'Can add workflow content type', 15, 'add_workflowcontenttype'),
	(47, 'Can change workflow content type', 15, 'change_workflowcontenttype'),
	(48, 'Can delete workflow content type', 15, 'delete_workflowcontenttype'),
	(49, 'Can view workflow content type', 15, 'view_workflowcontenttype'),
	(50, 'Can add Workflow state', 16, 'add_workflowstate'),
	(51, 'Can change Workflow state', 16, 'change_workflowstate'),
	(52, 'Can delete Workflow state', 16, 'delete_workflowstate'),
	(53, 'Can view Workflow state', 16, 'view_workflowstate'),
	(54, 'Can add workflow', 17, 'add_workflow'),
	(55, 'Can change workflow', 17, 'change_workflow'),
	(56, 'Can delete workflow', 17, 'delete_workflow'),
	(57, 'Can view workflow', 17, 'view_workflow'),
	(58, 'Can add workflow task order', 18, 'add_workflowtask'),
	(59, 'Can change workflow task order', 18, 'change_workflowtask'),
	(60, 'Can delete workflow task order', 18, 'delete_workflowtask'),
	(61, 'Can view workflow task order', 18, 'view_workflowtask'),
	(62, 'Can add task', 19, 'add_task'),
	(63, 'Can change task', 19, 'change_task'),
	(64, 'Can delete task', 19, 'delete_task'),
	(65, 'Can view task', 19, 'view_task'),
	(66, 'Can add Group approval task', 4, 'add_groupapprovaltask'),
	(67, 'Can change Group approval task', 4, 'change_groupapprovaltask'),
	(68, 'Can delete Group approval task', 4, 'delete_groupapprovaltask'),
	(69, 'Can view Group approval task', 4, 'view_groupapprovaltask'),
	(70, 'Can add Task state', 20, 'add_taskstate'),
	(71, 'Can change Task state', 20, 'change_taskstate'),
	(72, 'Can delete Task state', 20, 'delete_taskstate'),
	(73, 'Can view Task state', 20, 'view_taskstate'),
	(74, 'Can add page', 1, 'add_page'),
	(75, 'Can change page', 1, 'change_page'),
	(76, 'Can delete page', 1, 'delete_page'),
	(77, 'Can view page', 1, 'view_page'),
	(78, 'Delete pages with children', 1, 'bulk_delete_page'),
	(79, 'Lock/unlock pages you''ve locked', 1, 'lock_page'),
	(80, 'Publish any page', 1, 'publish_page'),
	(81, 'Unlock any page', 1, 'unlock_page'),
	(82, 'Can add group page permission', 21, 'add_grouppagepermission'),
	(83, 'Can change group page permission', 21, 'change_grouppagepermission'),
	(84, 'Can delete group page permission', 21, 'delete_grouppagepermission'),
	(85, 'Can view group page permission', 21, 'view_grouppagepermission'),
	(86, 'Can add page view restriction', 22, 'add_pageviewrestriction'),
	(87, 'Can change page view restriction', 22, 'change_pageviewrestriction'),
	(88, 'Can delete page view restriction', 22, 'delete_pageviewrestriction'),
	(89, 'Can view page view restriction', 22, 'view_pageviewrestriction'),
	(90, 'Can add workflow page', 23, 'add_workflowpage'),
	(91, 'Can change workflow page', 23, 'change_workflowpage'),
	(92, 'Can delete workflow page', 23, 'delete_workflowpage'),
	(93, 'Can view workflow page', 23, 'view_workflowpage'),
	(94, 'Can add page log entry', 24, 'add_pagelogentry'),
	(95, 'Can change page log entry', 24, 'change_pagelogentry'),
	(96, 'Can delete page log entry', 24, 'delete_pagelogentry'),
	(97, 'Can view page log entry', 24, 'view_pagelogentry'),
	(98, 'Can add comment', 25, 'add_comment'),
	(99, 'Can change comment', 25, 'change_comment'),
	(100, 'Can delete comment', 25, 'delete_comment'),
	(101, 'Can view comment', 25, 'view_comment'),
	(102, 'Can add comment reply', 26, 'add_commentreply'),
	(103, 'Can change comment reply', 26, 'change_commentreply'),
	(104, 'Can delete comment reply', 26, 'delete_commentreply'),
	(105, 'Can view comment reply', 26, 'view_commentreply'),
	(106, 'Can add page subscription', 27, 'add_pagesubscription'),
	(107, 'Can change page subscription', 27, 'change_pagesubscription'),
	(108, 'Can delete page subscription', 27, 'delete_pagesubscription'),
	(109, 'Can view page subscription', 27, 'view_pagesubscription'),
	(110, 'Can add reference index', 28, 'add_referenceindex'),
	(111, 'Can change reference index', 28, 'change_referenceindex'),
	(112, 'Can delete reference index', 28, 'delete_referenceindex'),
	(113, 'Can view reference index', 28, 'view_referenceindex'),
	(114, 'Can add document', 29, 'add_document'),
	(115, 'Can change document', 29, 'change_document'),
	(116, 'Can delete document', 29, 'delete_document'),
	(117, 'Can choose document', 29, 'choose_document'),
	(118, 'Can add fact', 30, 'add_fact'),
	(119, 'Can change fact', 30, 'change_fact'),
	(120, 'Can delete fact', 30, 'delete_fact'),
	(121, 'Can view fact', 30, 'view_fact'),
	(122, 'Can add fact text', 31, 'add_facttext'),
	(123, 'Can change fact text', 31, 'change_facttext'),
	(124, 'Can delete fact text', 31, 'delete_facttext'),
	(125, 'Can view fact text', 31, 'view_facttext'),
	(126, 'Can add run', 32, 'add_run'),
	(127, 'Can change run', 32, 'change_run'),
	(128, 'Can delete run', 32, 'delete_run'),
	(129, 'Can view run', 32, 'view_run'),
	(130, 'Can add attempts', 33, 'add_attempts'),
	(131, 'Can change attempts', 33, 'change_attempts'),
	(132, 'Can delete attempts', 33, 'delete_attempts'),
	(133, 'Can view attempts', 33, 'view_attempts'),
	(134, 'Can add session', 34, 'add_session'),
	(135, 'Can change session', 34, 'change_session'),
	(136, 'Can delete session', 34, 'delete_session'),
	(137, 'Can view session', 34, 'view_session'),
	(138, 'Can add live copy', 35, 'add_livecopy'),
	(139, 'Can change live copy', 35, 'change_livecopy'),
	(140, 'Can delete live copy', 35, 'delete_livecopy'),
	(141, 'Can view live copy', 35, 'view_livecopy'),
	(142, 'Can add erasure', 36, 'add_erasure'),
	(143, 'Can change erasure', 36, 'change_erasure'),
	(144, 'Can delete erasure', 36, 'delete_erasure'),
	(145, 'Can view erasure', 36, 'view_erasure'),
	(146, 'Can add closing', 37, 'add_closing'),
	(147, 'Can change closing', 37, 'change_closing'),
	(148, 'Can delete closing', 37, 'delete_closing'),
	(149, 'Can view closing', 37, 'view_closing'),
	(150, 'Can add request', 38, 'add_request'),
	(151, 'Can change request', 38, 'change_request'),
	(152, 'Can delete request', 38, 'delete_request'),
	(153, 'Can view request', 38, 'view_request'),
	(154, 'Can add review', 39, 'add_review'),
	(155, 'Can change review', 39, 'change_review'),
	(156, 'Can delete review', 39, 'delete_review'),
	(157, 'Can view review', 39, 'view_review'),
	(158, 'Can add pending drop', 40, 'add_pendingdrop'),
	(159, 'Can change pending drop', 40, 'change_pendingdrop'),
	(160, 'Can delete pending drop', 40, 'delete_pendingdrop'),
	(161, 'Can view pending drop', 40, 'view_pendingdrop'),
	(162, 'Can add person', 41, 'add_person'),
	(163, 'Can change person', 41, 'change_person'),
	(164, 'Can delete person', 41, 'delete_person'),
	(165, 'Can view person', 41, 'view_person'),
	(166, 'Can add association', 42, 'add_association'),
	(167, 'Can change association', 42, 'change_association'),
	(168, 'Can delete association', 42, 'delete_association'),
	(169, 'Can view association', 42, 'view_association'),
	(170, 'Can add hold', 43, 'add_hold'),
	(171, 'Can change hold', 43, 'change_hold'),
	(172, 'Can delete hold', 43, 'delete_hold'),
	(173, 'Can view hold', 43, 'view_hold'),
	(174, 'Can add hub', 44, 'add_hub'),
	(175, 'Can change hub', 44, 'change_hub'),
	(176, 'Can delete hub', 44, 'delete_hub'),
	(177, 'Can view hub', 44, 'view_hub'),
	(178, 'Can add role grant', 45, 'add_rolegrant'),
	(179, 'Can change role grant', 45, 'change_rolegrant'),
	(180, 'Can delete role grant', 45, 'delete_rolegrant'),
	(181, 'Can view role grant', 45, 'view_rolegrant'),
	(182, 'Can add consent', 46, 'add_consent'),
	(183, 'Can change consent', 46, 'change_consent'),
	(184, 'Can delete consent', 46, 'delete_consent'),
	(185, 'Can view consent', 46, 'view_consent'),
	(186, 'Can add file', 47, 'add_keptfile'),
	(187, 'Can change file', 47, 'change_keptfile'),
	(188, 'Can delete file', 47, 'delete_keptfile'),
	(189, 'Can view file', 47, 'view_keptfile'),
	(190, 'Can add view permit', 48, 'add_viewpermit'),
	(191, 'Can change view permit', 48, 'change_viewpermit'),
	(192, 'Can delete view permit', 48, 'delete_viewpermit'),
	(193, 'Can view view permit', 48, 'view_viewpermit'),
	(194, 'Can add organisation', 49, 'add_organisation'),
	(195, 'Can change organisation', 49, 'change_organisation'),
	(196, 'Can delete organisation', 49, 'delete_organisation'),
	(197, 'Can view organisation', 49, 'view_organisation'),
	(198, 'Can add affiliation', 50, 'add_affiliation'),
	(199, 'Can change affiliation', 50, 'change_affiliation'),
	(200, 'Can delete affiliation', 50, 'delete_affiliation'),
	(201, 'Can view affiliation', 50, 'view_affiliation'),
	(202, 'Can add merging of two records', 51, 'add_merge'),
	(203, 'Can change merging of two records', 51, 'change_merge'),
	(204, 'Can delete merging of two records', 51, 'delete_merge'),
	(205, 'Can view merging of two records', 51, 'view_merge'),
	(206, 'Can add move of rows', 52, 'add_move'),
	(207, 'Can change move of rows', 52, 'change_move'),
	(208, 'Can delete move of rows', 52, 'delete_move'),
	(209, 'Can view move of rows', 52, 'view_move'),
	(210, 'Can add pair of records told apart', 53, 'add_toldapart'),
	(211, 'Can change pair of records told apart', 53, 'change_toldapart'),
	(212, 'Can delete pair of records told apart', 53, 'delete_toldapart'),
	(213, 'Can view pair of records told apart', 53, 'view_toldapart'),
	(214, 'Can add sent form', 54, 'add_sentform'),
	(215, 'Can change sent form', 54, 'change_sentform'),
	(216, 'Can delete sent form', 54, 'delete_sentform'),
	(217, 'Can view sent form', 54, 'view_sentform'),
	(218, 'Can add export', 55, 'add_export'),
	(219, 'Can change export', 55, 'change_export'),
	(220, 'Can delete export', 55, 'delete_export'),
	(221, 'Can view export', 55, 'view_export'),
	(222, 'Can add chosen columns', 56, 'add_chosencolumns'),
	(223, 'Can change chosen columns', 56, 'change_chosencolumns'),
	(224, 'Can delete chosen columns', 56, 'delete_chosencolumns'),
	(225, 'Can view chosen columns', 56, 'view_chosencolumns'),
	(226, 'Can add kept search', 57, 'add_keptsearch'),
	(227, 'Can change kept search', 57, 'change_keptsearch'),
	(228, 'Can delete kept search', 57, 'delete_keptsearch'),
	(229, 'Can view kept search', 57, 'view_keptsearch'),
	(230, 'Can add suppression', 58, 'add_suppression'),
	(231, 'Can change suppression', 58, 'change_suppression'),
	(232, 'Can delete suppression', 58, 'delete_suppression'),
	(233, 'Can view suppression', 58, 'view_suppression'),
	(234, 'Can add message', 59, 'add_message'),
	(235, 'Can change message', 59, 'change_message'),
	(236, 'Can delete message', 59, 'delete_message'),
	(237, 'Can view message', 59, 'view_message'),
	(238, 'Can add mail server', 60, 'add_mailserver'),
	(239, 'Can change mail server', 60, 'change_mailserver'),
	(240, 'Can delete mail server', 60, 'delete_mailserver'),
	(241, 'Can view mail server', 60, 'view_mailserver'),
	(242, 'Can add version of a standard letter', 61, 'add_letterversion'),
	(243, 'Can change version of a standard letter', 61, 'change_letterversion'),
	(244, 'Can delete version of a standard letter', 61, 'delete_letterversion'),
	(245, 'Can view version of a standard letter', 61, 'view_letterversion'),
	(246, 'Can add recipient of a letter to many', 62, 'add_recipient'),
	(247, 'Can change recipient of a letter to many', 62, 'change_recipient'),
	(248, 'Can delete recipient of a letter to many', 62, 'delete_recipient'),
	(249, 'Can view recipient of a letter to many', 62, 'view_recipient'),
	(250, 'Can add letter to many', 63, 'add_sending'),
	(251, 'Can change letter to many', 63, 'change_sending'),
	(252, 'Can delete letter to many', 63, 'delete_sending'),
	(253, 'Can view letter to many', 63, 'view_sending'),
	(254, 'Can add standard letter', 64, 'add_standardletter'),
	(255, 'Can change standard letter', 64, 'change_standardletter'),
	(256, 'Can delete standard letter', 64, 'delete_standardletter'),
	(257, 'Can view standard letter', 64, 'view_standardletter'),
	(258, 'Can add account', 65, 'add_account'),
	(259, 'Can change account', 65, 'change_account'),
	(260, 'Can delete account', 65, 'delete_account'),
	(261, 'Can view account', 65, 'view_account'),
	(262, 'Can add entry', 66, 'add_entry'),
	(263, 'Can change entry', 66, 'change_entry'),
	(264, 'Can delete entry', 66, 'delete_entry'),
	(265, 'Can view entry', 66, 'view_entry'),
	(266, 'Can add posting', 67, 'add_posting'),
	(267, 'Can change posting', 67, 'change_posting'),
	(268, 'Can delete posting', 67, 'delete_posting'),
	(269, 'Can view posting', 67, 'view_posting'),
	(270, 'Can add counter', 68, 'add_counter'),
	(271, 'Can change counter', 68, 'change_counter'),
	(272, 'Can delete counter', 68, 'delete_counter'),
	(273, 'Can view counter', 68, 'view_counter'),
	(274, 'Can add order', 69, 'add_order'),
	(275, 'Can change order', 69, 'change_order'),
	(276, 'Can delete order', 69, 'delete_order'),
	(277, 'Can view order', 69, 'view_order'),
	(278, 'Can add order line', 70, 'add_orderline'),
	(279, 'Can change order line', 70, 'change_orderline'),
	(280, 'Can delete order line', 70, 'delete_orderline'),
	(281, 'Can view order line', 70, 'view_orderline'),
	(282, 'Can add payment', 71, 'add_payment'),
	(283, 'Can change payment', 71, 'change_payment'),
	(284, 'Can delete payment', 71, 'delete_payment'),
	(285, 'Can view payment', 71, 'view_payment'),
	(286, 'Can add provider notice', 72, 'add_providernotice'),
	(287, 'Can change provider notice', 72, 'change_providernotice'),
	(288, 'Can delete provider notice', 72, 'delete_providernotice'),
	(289, 'Can view provider notice', 72, 'view_providernotice'),
	(290, 'Can add refund', 73, 'add_refund'),
	(291, 'Can change refund', 73, 'change_refund'),
	(292, 'Can delete refund', 73, 'delete_refund'),
	(293, 'Can view refund', 73, 'view_refund'),
	(294, 'Can add invoice', 74, 'add_invoice'),
	(295, 'Can change invoice', 74, 'change_invoice'),
	(296, 'Can delete invoice', 74, 'delete_invoice'),
	(297, 'Can view invoice', 74, 'view_invoice'),
	(298, 'Can add mandate', 75, 'add_mandate'),
	(299, 'Can change mandate', 75, 'change_mandate'),
	(300, 'Can delete mandate', 75, 'delete_mandate'),
	(301, 'Can view mandate', 75, 'view_mandate'),
	(302, 'Can add card request', 76, 'add_cardrequest'),
	(303, 'Can change card request', 76, 'change_cardrequest'),
	(304, 'Can delete card request', 76, 'delete_cardrequest'),
	(305, 'Can view card request', 76, 'view_cardrequest'),
	(306, 'Can add statement', 77, 'add_statement'),
	(307, 'Can change statement', 77, 'change_statement'),
	(308, 'Can delete statement', 77, 'delete_statement'),
	(309, 'Can view statement', 77, 'view_statement'),
	(310, 'Can add line of a statement', 78, 'add_statementline'),
	(311, 'Can change line of a statement', 78, 'change_statementline'),
	(312, 'Can delete line of a statement', 78, 'delete_statementline'),
	(313, 'Can view line of a statement', 78, 'view_statementline'),
	(314, 'Can add decision', 79, 'add_decision'),
	(315, 'Can change decision', 79, 'change_decision'),
	(316, 'Can delete decision', 79, 'delete_decision'),
	(317, 'Can view decision', 79, 'view_decision'),
	(318, 'Can add rupture', 80, 'add_rupture'),
	(319, 'Can change rupture', 80, 'change_rupture'),
	(320, 'Can delete rupture', 80, 'delete_rupture'),
	(321, 'Can view rupture', 80, 'view_rupture'),
	(322, 'Can add repair', 81, 'add_repair'),
	(323, 'Can change repair', 81, 'change_repair'),
	(324, 'Can delete repair', 81, 'delete_repair'),
	(325, 'Can view repair', 81, 'view_repair'),
	(326, 'Can add step taken', 82, 'add_steptaken'),
	(327, 'Can change step taken', 82, 'change_steptaken'),
	(328, 'Can delete step taken', 82, 'delete_steptaken'),
	(329, 'Can view step taken', 82, 'view_steptaken'),
	(330, 'Can add activity', 83, 'add_activity'),
	(331, 'Can change activity', 83, 'change_activity'),
	(332, 'Can delete activity', 83, 'delete_activity'),
	(333, 'Can view activity', 83, 'view_activity'),
	(334, 'Can add membership', 84, 'add_membership'),
	(335, 'Can change membership', 84, 'change_membership'),
	(336, 'Can delete membership', 84, 'delete_membership'),
	(337, 'Can view membership', 84, 'view_membership'),
	(338, 'Can add plan', 85, 'add_plan'),
	(339, 'Can change plan', 85, 'change_plan'),
	(340, 'Can delete plan', 85, 'delete_plan'),
	(341, 'Can view plan', 85, 'view_plan'),
	(342, 'Can add term', 86, 'add_term'),
	(343, 'Can change term', 86, 'change_term'),
	(344, 'Can delete term', 86, 'delete_term'),
	(345, 'Can view term', 86, 'view_term'),
	(346, 'Can add price', 87, 'add_price'),
	(347, 'Can change price', 87, 'change_price'),
	(348, 'Can delete price', 87, 'delete_price'),
	(349, 'Can view price', 87, 'view_price'),
	(350, 'Can add renewal', 88, 'add_renewal'),
	(351, 'Can change renewal', 88, 'change_renewal'),
	(352, 'Can delete renewal', 88, 'delete_renewal'),
	(353, 'Can view renewal', 88, 'view_renewal'),
	(354, 'Can add evidence', 89, 'add_evidence'),
	(355, 'Can change evidence', 89, 'change_evidence'),
	(356, 'Can delete evidence', 89, 'delete_evidence'),
	(357, 'Can view evidence', 89, 'view_evidence'),
	(358, 'Can add pause', 90, 'add_pause'),
	(359, 'Can change pause', 90, 'change_pause'),
	(360, 'Can delete pause', 90, 'delete_pause'),
	(361, 'Can view pause', 90, 'view_pause'),
	(362, 'Can add team', 91, 'add_team'),
	(363, 'Can change team', 91, 'change_team'),
	(364, 'Can delete team', 91, 'delete_team'),
	(365, 'Can view team', 91, 'view_team'),
	(366, 'Can add seat', 92, 'add_seat'),
	(367, 'Can change seat', 92, 'change_seat'),
	(368, 'Can delete seat', 92, 'delete_seat'),
	(369, 'Can view seat', 92, 'view_seat'),
	(370, 'Can add invitation', 93, 'add_invitation'),
	(371, 'Can change invitation', 93, 'change_invitation'),
	(372, 'Can delete invitation', 93, 'delete_invitation'),
	(373, 'Can view invitation', 93, 'view_invitation'),
	(374, 'Can add allotment', 94, 'add_allotment'),
	(375, 'Can change allotment', 94, 'change_allotment'),
	(376, 'Can delete allotment', 94, 'delete_allotment'),
	(377, 'Can view allotment', 94, 'view_allotment'),
	(378, 'Can add price for teams', 95, 'add_tier'),
	(379, 'Can change price for teams', 95, 'change_tier'),
	(380, 'Can delete price for teams', 95, 'delete_tier'),
	(381, 'Can view price for teams', 95, 'view_tier'),
	(382, 'Can add proposal', 96, 'add_proposal'),
	(383, 'Can change proposal', 96, 'change_proposal'),
	(384, 'Can delete proposal', 96, 'delete_proposal'),
	(385, 'Can view proposal', 96, 'view_proposal'),
	(386, 'Can add enquiry', 97, 'add_enquiry'),
	(387, 'Can change enquiry', 97, 'change_enquiry'),
	(388, 'Can delete enquiry', 97, 'delete_enquiry'),
	(389, 'Can view enquiry', 97, 'view_enquiry'),
	(390, 'Can add entry of a conversation', 98, 'add_entry'),
	(391, 'Can change entry of a conversation', 98, 'change_entry'),
	(392, 'Can delete entry of a conversation', 98, 'delete_entry'),
	(393, 'Can view entry of a conversation', 98, 'view_entry'),
	(394, 'Can add quote', 99, 'add_quote'),
	(395, 'Can change quote', 99, 'change_quote'),
	(396, 'Can delete quote', 99, 'delete_quote'),
	(397, 'Can view quote', 99, 'view_quote'),
	(398, 'Can add entry in the directory', 100, 'add_entry'),
	(399, 'Can change entry in the directory', 100, 'change_entry'),
	(400, 'Can delete entry in the directory', 100, 'delete_entry'),
	(401, 'Can view entry in the directory', 100, 'view_entry'),
	(402, 'Can add further hub', 101, 'add_furtherhub'),
	(403, 'Can change further hub', 101, 'change_furtherhub'),
	(404, 'Can delete further hub', 101, 'delete_furtherhub'),
	(405, 'Can view further hub', 101, 'view_furtherhub'),
	(406, 'Can add gift', 102, 'add_gift'),
	(407, 'Can change gift', 102, 'change_gift'),
	(408, 'Can delete gift', 102, 'delete_gift'),
	(409, 'Can view gift', 102, 'view_gift'),
	(410, 'Can add delivery', 103, 'add_delivery'),
	(411, 'Can change delivery', 103, 'change_delivery'),
	(412, 'Can delete delivery', 103, 'delete_delivery'),
	(413, 'Can view delivery', 103, 'view_delivery'),
	(414, 'Can add application for a bursary', 104, 'add_application'),
	(415, 'Can change application for a bursary', 104, 'change_application'),
	(416, 'Can delete application for a bursary', 104, 'delete_application'),
	(417, 'Can view application for a bursary', 104, 'view_application'),
	(418, 'Can add factsheet', 105, 'add_factsheet'),
	(419, 'Can change factsheet', 105, 'change_factsheet'),
	(420, 'Can delete factsheet', 105, 'delete_factsheet'),
	(421, 'Can view factsheet', 105, 'view_factsheet'),
	(422, 'Can add version', 106, 'add_version'),
	(423, 'Can change version', 106, 'change_version'),
	(424, 'Can delete version', 106, 'delete_version'),
	(425, 'Can view version', 106, 'view_version'),
	(426, 'Can add help in a country', 107, 'add_country'),
	(427, 'Can change help in a country', 107, 'change_country'),
	(428, 'Can delete help in a country', 107, 'delete_country'),
	(429, 'Can view help in a country', 107, 'view_country'),
	(430, 'Can add signpost', 108, 'add_signpost'),
	(431, 'Can change signpost', 108, 'change_signpost'),
	(432, 'Can delete signpost', 108, 'delete_signpost'),
	(433, 'Can view signpost', 108, 'view_signpost'),
	(434, 'Can add blog index page', 109, 'add_blogindexpage'),
	(435, 'Can change blog index page', 109, 'change_blogindexpage'),
	(436, 'Can delete blog index page', 109, 'delete_blogindexpage'),
	(437, 'Can view blog index page', 109, 'view_blogindexpage'),
	(438, 'Can add hub index page', 110, 'add_hubindexpage'),
	(439, 'Can change hub index page', 110, 'change_hubindexpage'),
	(440, 'Can delete hub index page', 110, 'delete_hubindexpage'),
	(441, 'Can view hub index page', 110, 'view_hubindexpage'),
	(442, 'Can add news index page', 111, 'add_newsindexpage'),
	(443, 'Can change news index page', 111, 'change_newsindexpage'),
	(444, 'Can delete news index page', 111, 'delete_newsindexpage'),
	(445, 'Can view news index page', 111, 'view_newsindexpage'),
	(446, 'Can add standard page', 112, 'add_standardpage'),
	(447, 'Can change standard page', 112, 'change_standardpage'),
	(448, 'Can delete standard page', 112, 'delete_standardpage'),
	(449, 'Can view standard page', 112, 'view_standardpage'),
	(450, 'Can add author', 113, 'add_author'),
	(451, 'Can change author', 113, 'change_author'),
	(452, 'Can delete author', 113, 'delete_author'),
	(453, 'Can view author', 113, 'view_author'),
	(454, 'Can add blog post', 114, 'add_blogpost'),
	(455, 'Can change blog post', 114, 'change_blogpost'),
	(456, 'Can delete blog post', 114, 'delete_blogpost'),
	(457, 'Can view blog post', 114, 'view_blogpost'),
	(458, 'Can add home page', 115, 'add_homepage'),
	(459, 'Can change home page', 115, 'change_homepage'),
	(460, 'Can delete home page', 115, 'delete_homepage'),
	(461, 'Can view home page', 115, 'view_homepage'),
	(462, 'Can add hub page', 116, 'add_hubpage'),
	(463, 'Can change hub page', 116, 'change_hubpage'),
	(464, 'Can delete hub page', 116, 'delete_hubpage'),
	(465, 'Can view hub page', 116, 'view_hubpage'),
	(466, 'Can add news item', 117, 'add_newsitem'),
	(467, 'Can change news item', 117, 'change_newsitem'),
	(468, 'Can delete news item', 117, 'delete_newsitem'),
	(469, 'Can view news item', 117, 'view_newsitem'),
	(470, 'Can add post tag', 118, 'add_posttag'),
	(471, 'Can change post tag', 118, 'change_posttag'),
	(472, 'Can delete post tag', 118, 'delete_posttag'),
	(473, 'Can view post tag', 118, 'view_posttag'),
	(474, 'Can add import', 119, 'add_import'),
	(475, 'Can change import', 119, 'change_import'),
	(476, 'Can delete import', 119, 'delete_import'),
	(477, 'Can view import', 119, 'view_import'),
	(478, 'Can add row of an import', 120, 'add_importrow'),
	(479, 'Can change row of an import', 120, 'change_importrow'),
	(480, 'Can delete row of an import', 120, 'delete_importrow'),
	(481, 'Can view row of an import', 120, 'view_importrow'),
	(482, 'Can add article of an import', 121, 'add_importedarticle'),
	(483, 'Can change article of an import', 121, 'change_importedarticle'),
	(484, 'Can delete article of an import', 121, 'delete_importedarticle'),
	(485, 'Can view article of an import', 121, 'view_importedarticle'),
	(486, 'Can add picture of an import', 122, 'add_importedpicture'),
	(487, 'Can change picture of an import', 122, 'change_importedpicture'),
	(488, 'Can delete picture of an import', 122, 'delete_importedpicture'),
	(489, 'Can view picture of an import', 122, 'view_importedpicture'),
	(490, 'Can add set up', 123, 'add_setup'),
	(491, 'Can change set up', 123, 'change_setup'),
	(492, 'Can delete set up', 123, 'delete_setup'),
	(493, 'Can view set up', 123, 'view_setup'),
	(494, 'Can add bank notice', 124, 'add_banknotice'),
	(495, 'Can change bank notice', 124, 'change_banknotice'),
	(496, 'Can delete bank notice', 124, 'delete_banknotice'),
	(497, 'Can view bank notice', 124, 'view_banknotice'),
	(498, 'Can add bank session', 125, 'add_banksession'),
	(499, 'Can change bank session', 125, 'change_banksession'),
	(500, 'Can delete bank session', 125, 'delete_banksession'),
	(501, 'Can view bank session', 125, 'view_banksession'),
	(502, 'Can add bank refund', 126, 'add_bankrefund'),
	(503, 'Can change bank refund', 126, 'change_bankrefund'),
	(504, 'Can delete bank refund', 126, 'delete_bankrefund'),
	(505, 'Can view bank refund', 126, 'view_bankrefund'),
	(506, 'Can add bank card', 127, 'add_bankcard'),
	(507, 'Can change bank card', 127, 'change_bankcard'),
	(508, 'Can delete bank card', 127, 'delete_bankcard'),
	(509, 'Can view bank card', 127, 'view_bankcard'),
	(510, 'Can add demo clock', 128, 'add_democlock'),
	(511, 'Can change demo clock', 128, 'change_democlock'),
	(512, 'Can delete demo clock', 128, 'delete_democlock'),
	(513, 'Can view demo clock', 128, 'view_democlock'),
	(514, 'Can add redirect', 129, 'add_redirect'),
	(515, 'Can change redirect', 129, 'change_redirect'),
	(516, 'Can delete redirect', 129, 'delete_redirect'),
	(517, 'Can view redirect', 129, 'view_redirect'),
	(518, 'Can add embed', 130, 'add_embed'),
	(519, 'Can change embed', 130, 'change_embed'),
	(520, 'Can delete embed', 130, 'delete_embed'),
	(521, 'Can view embed', 130, 'view_embed'),
	(522, 'Can add user profile', 131, 'add_userprofile'),
	(523, 'Can change user profile', 131, 'change_userprofile'),
	(524, 'Can delete user profile', 131, 'delete_userprofile'),
	(525, 'Can view user profile', 131, 'view_userprofile'),
	(526, 'Can view document', 29, 'view_document'),
	(527, 'Can view image', 2, 'view_image'),
	(528, 'Can add rendition', 132, 'add_rendition'),
	(529, 'Can change rendition', 132, 'change_rendition'),
	(530, 'Can delete rendition', 132, 'delete_rendition'),
	(531, 'Can view rendition', 132, 'view_rendition'),
	(532, 'Can add index entry', 133, 'add_indexentry'),
	(533, 'Can change index entry', 133, 'change_indexentry'),
	(534, 'Can delete index entry', 133, 'delete_indexentry'),
	(535, 'Can view index entry', 133, 'view_indexentry'),
	(536, 'Can add editing session', 134, 'add_editingsession'),
	(537, 'Can change editing session', 134, 'change_editingsession'),
	(538, 'Can delete editing session', 134, 'delete_editingsession'),
	(539, 'Can view editing session', 134, 'view_editingsession'),
	(540, 'Can add form state', 135, 'add_formstate'),
	(541, 'Can change form state', 135, 'change_formstate'),
	(542, 'Can delete form state', 135, 'delete_formstate'),
	(543, 'Can view form state', 135, 'view_formstate'),
	(544, 'Can add tag', 136, 'add_tag'),
	(545, 'Can change tag', 136, 'change_tag'),
	(546, 'Can delete tag', 136, 'delete_tag'),
	(547, 'Can view tag', 136, 'view_tag'),
	(548, 'Can add tagged item', 137, 'add_taggeditem'),
	(549, 'Can change tagged item', 137, 'change_taggeditem'),
	(550, 'Can delete tagged item', 137, 'delete_taggeditem'),
	(551, 'Can view tagged item', 137, 'view_taggeditem'),
	(552, 'Can add procrastinate event', 138, 'add_procrastinateevent'),
	(553, 'Can change procrastinate event', 138, 'change_procrastinateevent'),
	(554, 'Can delete procrastinate event', 138, 'delete_procrastinateevent'),
	(555, 'Can view procrastinate event', 138, 'view_procrastinateevent'),
	(556, 'Can add procrastinate job', 139, 'add_procrastinatejob'),
	(557, 'Can change procrastinate job', 139, 'change_procrastinatejob'),
	(558, 'Can delete procrastinate job', 139, 'delete_procrastinatejob'),
	(559, 'Can view procrastinate job', 139, 'view_procrastinatejob'),
	(560, 'Can add procrastinate periodic defer', 140, 'add_procrastinateperiodicdefer'),
	(561, 'Can change procrastinate periodic defer', 140, 'change_procrastinateperiodicdefer'),
	(562, 'Can delete procrastinate periodic defer', 140, 'delete_procrastinateperiodicdefer'),
	(563, 'Can view procrastinate periodic defer', 140, 'view_procrastinateperiodicdefer'),
	(564, 'Can add procrastinate worker', 141, 'add_procrastinateworker'),
	(565, 'Can change procrastinate worker', 141, 'change_procrastinateworker'),
	(566, 'Can delete procrastinate worker', 141, 'delete_procrastinateworker'),
	(567, 'Can view procrastinate worker', 141, 'view_procrastinateworker'),
	(568, 'Can add email address', 142, 'add_emailaddress'),
	(569, 'Can change email address', 142, 'change_emailaddress'),
	(570, 'Can delete email address', 142, 'delete_emailaddress'),
	(571, 'Can view email address', 142, 'view_emailaddress'),
	(572, 'Can add email confirmation', 143, 'add_emailconfirmation'),
	(573, 'Can change email confirmation', 143, 'change_emailconfirmation'),
	(574, 'Can delete email confirmation', 143, 'delete_emailconfirmation'),
	(575, 'Can view email confirmation', 143, 'view_emailconfirmation'),
	(576, 'Can add authenticator', 144, 'add_authenticator'),
	(577, 'Can change authenticator', 144, 'change_authenticator'),
	(578, 'Can delete authenticator', 144, 'delete_authenticator'),
	(579, 'Can view authenticator', 144, 'view_authenticator'),
	(580, 'Can add permission', 145, 'add_permission'),
	(581, 'Can change permission', 145, 'change_permission'),
	(582, 'Can delete permission', 145, 'delete_permission'),
	(583, 'Can view permission', 145, 'view_permission'),
	(584, 'Can add group', 146, 'add_group'),
	(585, 'Can change group', 146, 'change_group'),
	(586, 'Can delete group', 146, 'delete_group'),
	(587, 'Can view group', 146, 'view_group'),
	(588, 'Can add content type', 147, 'add_contenttype'),
	(589, 'Can change content type', 147, 'change_contenttype'),
	(590, 'Can delete content type', 147, 'delete_contenttype'),
	(591, 'Can view content type', 147, 'view_contenttype');





















INSERT INTO public.django_content_type VALUES
	(1, 'wagtailcore', 'page'),
	(2, 'wagtailimages', 'image'),
	(3, 'wagtailadmin', 'admin'),
	(4, 'wagtailcore', 'groupapprovaltask'),
	(5, 'wagtailcore', 'locale'),
	(6, 'wagtailcore', 'site'),
	(7, 'wagtailcore', 'groupsitepermission'),
	(8, 'wagtailcore', 'apitoken'),
	(9, 'wagtailcore', 'modellogentry'),
	(10, 'wagtailcore', 'revision'),
	(11, 'wagtailcore', 'collectionviewrestriction'),
	(12, 'wagtailcore', 'collection'),
	(13, 'wagtailcore', 'groupcollectionpermission'),
	(14, 'wagtailcore', 'uploadedfile'),
	(15, 'wagtailcore', 'workflowcontenttype'),
	(16, 'wagtailcore', 'workflowstate'),
	(17, 'wagtailcore', 'workflow'),
	(18, 'wagtailcore', 'workflowtask'),
	(19, 'wagtailcore', 'task'),
	(20, 'wagtailcore', 'taskstate'),
	(21, 'wagtailcore', 'grouppagepermission'),
	(22, 'wagtailcore', 'pageviewrestriction'),
	(23, 'wagtailcore', 'workflowpage'),
	(24, 'wagtailcore', 'pagelogentry'),
	(25, 'wagtailcore', 'comment'),
	(26, 'wagtailcore', 'commentreply'),
	(27, 'wagtailcore', 'pagesubscription'),
	(28, 'wagtailcore', 'referenceindex'),
	(29, 'wagtaildocs', 'document'),
	(30, 'timeline', 'fact'),
	(31, 'timeline', 'facttext'),
	(32, 'work', 'run'),
	(33, 'access', 'attempts'),
	(34, 'access', 'session'),
	(35, 'livecopy', 'livecopy'),
	(36, 'privacy', 'erasure'),
	(37, 'privacy', 'closing'),
	(38, 'privacy', 'request'),
	(39, 'privacy', 'review'),
	(40, 'pagecache', 'pendingdrop'),
	(41, 'people', 'person'),
	(42, 'people', 'association'),
	(43, 'people', 'hold'),
	(44, 'people', 'hub'),
	(45, 'people', 'rolegrant'),
	(46, 'people', 'consent'),
	(47, 'people', 'keptfile'),
	(48, 'people', 'viewpermit'),
	(49, 'people', 'organisation'),
	(50, 'people', 'affiliation'),
	(51, 'people', 'merge'),
	(52, 'people', 'move'),
	(53, 'people', 'toldapart'),
	(54, 'desk', 'sentform'),
	(55, 'desk', 'export'),
	(56, 'desk', 'chosencolumns'),
	(57, 'desk', 'keptsearch'),
	(58, 'mail', 'suppression'),
	(59, 'mail', 'message'),
	(60, 'mail', 'mailserver'),
	(61, 'mail', 'letterversion'),
	(62, 'mail', 'recipient'),
	(63, 'mail', 'sending'),
	(64, 'mail', 'standardletter'),
	(65, 'ledger', 'account'),
	(66, 'ledger', 'entry'),
	(67, 'ledger', 'posting'),
	(68, 'sales', 'counter'),
	(69, 'sales', 'order'),
	(70, 'sales', 'orderline'),
	(71, 'sales', 'payment'),
	(72, 'sales', 'providernotice'),
	(73, 'sales', 'refund'),
	(74, 'sales', 'invoice'),
	(75, 'sales', 'mandate'),
	(76, 'sales', 'cardrequest'),
	(77, 'treasury', 'statement'),
	(78, 'treasury', 'statementline'),
	(79, 'treasury', 'decision'),
	(80, 'repairs', 'rupture'),
	(81, 'repairs', 'repair'),
	(82, 'repairs', 'steptaken'),
	(83, 'cpd', 'activity'),
	(84, 'membership', 'membership'),
	(85, 'membership', 'plan'),
	(86, 'membership', 'term'),
	(87, 'membership', 'price'),
	(88, 'membership', 'renewal'),
	(89, 'membership', 'evidence'),
	(90, 'membership', 'pause'),
	(91, 'teams', 'team'),
	(92, 'teams', 'seat'),
	(93, 'teams', 'invitation'),
	(94, 'teams', 'allotment'),
	(95, 'teams', 'tier'),
	(96, 'teams', 'proposal'),
	(97, 'enquiries', 'enquiry'),
	(98, 'enquiries', 'entry'),
	(99, 'enquiries', 'quote'),
	(100, 'hubs', 'entry'),
	(101, 'hubs', 'furtherhub'),
	(102, 'gifts', 'gift'),
	(103, 'gifts', 'delivery'),
	(104, 'gifts', 'application'),
	(105, 'library', 'factsheet'),
	(106, 'library', 'version'),
	(107, 'practice', 'country'),
	(108, 'practice', 'signpost'),
	(109, 'publishing', 'blogindexpage'),
	(110, 'publishing', 'hubindexpage'),
	(111, 'publishing', 'newsindexpage'),
	(112, 'publishing', 'standardpage'),
	(113, 'publishing', 'author'),
	(114, 'publishing', 'blogpost'),
	(115, 'publishing', 'homepage'),
	(116, 'publishing', 'hubpage'),
	(117, 'publishing', 'newsitem'),
	(118, 'publishing', 'posttag'),
	(119, 'importers', 'import'),
	(120, 'importers', 'importrow'),
	(121, 'importers', 'importedarticle'),
	(122, 'importers', 'importedpicture'),
	(123, 'setup', 'setup'),
	(124, 'demo_gateway', 'banknotice'),
	(125, 'demo_gateway', 'banksession'),
	(126, 'demo_gateway', 'bankrefund'),
	(127, 'demo_gateway', 'bankcard'),
	(128, 'demo', 'democlock'),
	(129, 'wagtailredirects', 'redirect'),
	(130, 'wagtailembeds', 'embed'),
	(131, 'wagtailusers', 'userprofile'),
	(132, 'wagtailimages', 'rendition'),
	(133, 'wagtailsearch', 'indexentry'),
	(134, 'wagtailadmin', 'editingsession'),
	(135, 'wagtailadmin', 'formstate'),
	(136, 'taggit', 'tag'),
	(137, 'taggit', 'taggeditem'),
	(138, 'procrastinate', 'procrastinateevent'),
	(139, 'procrastinate', 'procrastinatejob'),
	(140, 'procrastinate', 'procrastinateperiodicdefer'),
	(141, 'procrastinate', 'procrastinateworker'),
	(142, 'account', 'emailaddress'),
	(143, 'account', 'emailconfirmation'),
	(144, 'mfa', 'authenticator'),
	(145, 'auth', 'permission'),
	(146, 'auth', 'group'),
	(147, 'contenttypes', 'contenttype');

INSERT INTO public.django_migrations VALUES
	(1, 'contenttypes', '0001_initial', now()),
	(2, 'contenttypes', '0002_remove_content_type_name', now()),
	(3, 'auth', '0001_initial', now()),
	(4, 'auth', '0002_alter_permission_name_max_length', now()),
	(5, 'auth', '0003_alter_user_email_max_length', now()),
	(6, 'auth', '0004_alter_user_username_opts', now()),
	(7, 'auth', '0005_alter_user_last_login_null', now()),
	(8, 'auth', '0006_require_contenttypes_0002', now()),
	(9, 'auth', '0007_alter_validators_add_error_messages', now()),
	(10, 'auth', '0008_alter_user_username_max_length', now()),
	(11, 'auth', '0009_alter_user_last_name_max_length', now()),
	(12, 'auth', '0010_alter_group_name_max_length', now()),
	(13, 'auth', '0011_update_proxy_permissions', now()),
	(14, 'auth', '0012_alter_user_first_name_max_length', now()),
	(15, 'people', '0001_initial', now()),
	(16, 'access', '0001_initial', now()),
	(17, 'access', '0002_cache_table', now()),
	(18, 'access', '0003_sessions', now()),
	(19, 'account', '0001_initial', now()),
	(20, 'account', '0002_email_max_length', now()),
	(21, 'account', '0003_alter_emailaddress_create_unique_verified_email', now()),
	(22, 'account', '0004_alter_emailaddress_drop_unique_email', now()),
	(23, 'account', '0005_emailaddress_idx_upper_email', now()),
	(24, 'account', '0006_emailaddress_lower', now()),
	(25, 'account', '0007_emailaddress_idx_email', now()),
	(26, 'account', '0008_emailaddress_unique_primary_email_fixup', now()),
	(27, 'account', '0009_emailaddress_unique_primary_email', now()),
	(28, 'cpd', '0001_initial', now()),
	(29, 'cpd', '0002_initial', now()),
	(30, 'demo', '0001_initial', now()),
	(31, 'demo_gateway', '0001_initial', now()),
	(32, 'demo_gateway', '0002_decision', now()),
	(33, 'demo_gateway', '0003_kept_cards', now()),
	(34, 'desk', '0001_initial', now()),
	(35, 'desk', '0002_kept_searches_columns_exports', now()),
	(36, 'sales', '0001_initial', now()),
	(37, 'sales', '0002_order_search', now()),
	(38, 'sales', '0003_corrections', now()),
	(39, 'sales', '0004_mandates', now()),
	(40, 'sales', '0005_payments_and_refunds_in_order', now()),
	(41, 'sales', '0006_credit', now()),
	(42, 'sales', '0007_cards_without_payment', now()),
	(43, 'sales', '0008_charges_that_fail', now()),
	(44, 'sales', '0009_orders_of_organisations', now()),
	(45, 'people', '0002_person_taken_back_at', now()),
	(46, 'people', '0003_association_mark', now()),
	(47, 'people', '0004_where_consent_was_given', now()),
	(48, 'people', '0005_keptfile', now()),
	(49, 'people', '0006_more_roles', now()),
	(50, 'people', '0007_view_permits', now()),
	(51, 'people', '0008_listed_people_in_order', now()),
	(52, 'people', '0009_organisation_affiliation', now()),
	(53, 'membership', '0001_initial', now()),
	(54, 'membership', '0002_initial', now()),
	(55, 'membership', '0003_terms_of_a_line', now()),
	(56, 'membership', '0004_prices', now()),
	(57, 'membership', '0005_name_in_register', now()),
	(58, 'mail', '0001_initial', now()),
	(59, 'mail', '0002_initial', now()),
	(60, 'mail', '0003_mailserver', now()),
	(61, 'mail', '0004_letters_to_many', now()),
	(62, 'membership', '0006_renewals', now()),
	(63, 'membership', '0007_evidence', now()),
	(64, 'membership', '0008_plan_lives', now()),
	(65, 'membership', '0009_given_terms', now()),
	(66, 'membership', '0010_renewals_that_fail', now()),
	(67, 'membership', '0011_fixed_years', now()),
	(68, 'membership', '0012_term_is_seat', now()),
	(69, 'membership', '0013_seat_changes', now()),
	(70, 'membership', '0014_instalments', now()),
	(71, 'membership', '0015_instalments_by_end', now()),
	(72, 'mail', '0005_letters_to_unknown_people', now()),
	(73, 'enquiries', '0001_initial', now()),
	(74, 'membership', '0016_gifts', now()),
	(75, 'gifts', '0001_initial', now()),
	(76, 'gifts', '0002_reminding', now()),
	(77, 'gifts', '0003_bursaries', now()),
	(78, 'hubs', '0001_entry', now()),
	(79, 'hubs', '0002_further_hubs', now()),
	(80, 'wagtailcore', '0001_initial', now()),
	(81, 'wagtailcore', '0002_initial_data', now()),
	(82, 'wagtailcore', '0003_add_uniqueness_constraint_on_group_page_permission', now()),
	(83, 'wagtailcore', '0004_page_locked', now()),
	(84, 'wagtailcore', '0005_add_page_lock_permission_to_moderators', now()),
	(85, 'wagtailcore', '0006_add_lock_page_permission', now()),
	(86, 'wagtailcore', '0007_page_latest_revision_created_at', now()),
	(87, 'wagtailcore', '0008_populate_latest_revision_created_at', now()),
	(88, 'wagtailcore', '0009_remove_auto_now_add_from_pagerevision_created_at', now()),
	(89, 'wagtailcore', '0010_change_page_owner_to_null_on_delete', now()),
	(90, 'wagtailcore', '0011_page_first_published_at', now()),
	(91, 'wagtailcore', '0012_extend_page_slug_field', now()),
	(92, 'wagtailcore', '0013_update_golive_expire_help_text', now()),
	(93, 'wagtailcore', '0014_add_verbose_name', now()),
	(94, 'wagtailcore', '0015_add_more_verbose_names', now()),
	(95, 'wagtailcore', '0016_change_page_url_path_to_text_field', now()),
	(96, 'wagtailcore', '0017_change_edit_page_permission_description', now()),
	(97, 'wagtailcore', '0018_pagerevision_submitted_for_moderation_index', now()),
	(98, 'wagtailcore', '0019_verbose_names_cleanup', now()),
	(99, 'wagtailcore', '0020_add_index_on_page_first_published_at', now()),
	(100, 'wagtailcore', '0021_capitalizeverbose', now()),
	(285, 'wagtailadmin', '0002_admin', now()),
	(101, 'wagtailcore', '0022_add_site_name', now()),
	(102, 'wagtailcore', '0023_alter_page_revision_on_delete_behaviour', now()),
	(103, 'wagtailcore', '0024_collection', now()),
	(104, 'wagtailcore', '0025_collection_initial_data', now()),
	(105, 'wagtailcore', '0026_group_collection_permission', now()),
	(106, 'taggit', '0001_initial', now()),
	(107, 'wagtailimages', '0001_initial', now()),
	(108, 'wagtailimages', '0002_initial_data', now()),
	(109, 'wagtailimages', '0003_fix_focal_point_fields', now()),
	(110, 'wagtailimages', '0004_make_focal_point_key_not_nullable', now()),
	(111, 'wagtailimages', '0005_make_filter_spec_unique', now()),
	(112, 'wagtailimages', '0006_add_verbose_names', now()),
	(113, 'wagtailimages', '0007_image_file_size', now()),
	(114, 'wagtailimages', '0008_image_created_at_index', now()),
	(115, 'wagtailimages', '0009_capitalizeverbose', now()),
	(116, 'wagtailimages', '0010_change_on_delete_behaviour', now()),
	(117, 'wagtailimages', '0011_image_collection', now()),
	(118, 'wagtailimages', '0012_copy_image_permissions_to_collections', now()),
	(119, 'wagtailimages', '0013_make_rendition_upload_callable', now()),
	(120, 'wagtailimages', '0014_add_filter_spec_field', now()),
	(121, 'wagtailimages', '0015_fill_filter_spec_field', now()),
	(122, 'wagtailimages', '0016_deprecate_rendition_filter_relation', now()),
	(123, 'wagtailimages', '0017_reduce_focal_point_key_max_length', now()),
	(124, 'wagtailimages', '0018_remove_rendition_filter', now()),
	(125, 'wagtailimages', '0019_delete_filter', now()),
	(126, 'wagtailimages', '0020_add-verbose-name', now()),
	(127, 'wagtailimages', '0021_image_file_hash', now()),
	(128, 'wagtailimages', '0022_uploadedimage', now()),
	(129, 'wagtailadmin', '0001_create_admin_access_permissions', now()),
	(130, 'wagtailimages', '0023_add_choose_permissions', now()),
	(131, 'wagtailimages', '0024_index_image_file_hash', now()),
	(132, 'wagtailimages', '0025_alter_image_file_alter_rendition_file', now()),
	(133, 'wagtailimages', '0026_delete_uploadedimage', now()),
	(134, 'wagtailimages', '0027_image_description', now()),
	(135, 'importers', '0001_initial', now()),
	(136, 'importers', '0002_articles', now()),
	(137, 'timeline', '0001_initial', now()),
	(138, 'timeline', '0002_append_only', now()),
	(139, 'ledger', '0001_initial', now()),
	(140, 'ledger', '0002_initial', now()),
	(141, 'ledger', '0003_rules', now()),
	(142, 'library', '0001_initial', now()),
	(143, 'livecopy', '0001_initial', now()),
	(144, 'membership', '0017_first_instalments', now()),
	(145, 'mfa', '0001_initial', now()),
	(146, 'mfa', '0002_authenticator_timestamps', now()),
	(147, 'mfa', '0003_authenticator_type_uniq', now()),
	(148, 'wagtailcore', '0027_fix_collection_path_collation', now()),
	(149, 'wagtailcore', '0024_alter_page_content_type_on_delete_behaviour', now()),
	(150, 'wagtailcore', '0028_merge', now()),
	(151, 'wagtailcore', '0029_unicode_slugfield_dj19', now()),
	(152, 'wagtailcore', '0030_index_on_pagerevision_created_at', now()),
	(153, 'wagtailcore', '0031_add_page_view_restriction_types', now()),
	(154, 'wagtailcore', '0032_add_bulk_delete_page_permission', now()),
	(155, 'wagtailcore', '0033_remove_golive_expiry_help_text', now()),
	(156, 'wagtailcore', '0034_page_live_revision', now()),
	(157, 'wagtailcore', '0035_page_last_published_at', now()),
	(158, 'wagtailcore', '0036_populate_page_last_published_at', now()),
	(159, 'wagtailcore', '0037_set_page_owner_editable', now()),
	(160, 'wagtailcore', '0038_make_first_published_at_editable', now()),
	(161, 'wagtailcore', '0039_collectionviewrestriction', now()),
	(162, 'wagtailcore', '0040_page_draft_title', now()),
	(163, 'wagtailcore', '0041_group_collection_permissions_verbose_name_plural', now()),
	(164, 'wagtailcore', '0042_index_on_pagerevision_approved_go_live_at', now()),
	(165, 'wagtailcore', '0043_lock_fields', now()),
	(166, 'wagtailcore', '0044_add_unlock_grouppagepermission', now()),
	(167, 'wagtailcore', '0045_assign_unlock_grouppagepermission', now()),
	(168, 'wagtailcore', '0046_site_name_remove_null', now()),
	(169, 'wagtailcore', '0047_add_workflow_models', now()),
	(170, 'wagtailcore', '0048_add_default_workflows', now()),
	(171, 'wagtailcore', '0049_taskstate_finished_by', now()),
	(172, 'wagtailcore', '0050_workflow_rejected_to_needs_changes', now()),
	(173, 'wagtailcore', '0051_taskstate_comment', now()),
	(174, 'wagtailcore', '0052_pagelogentry', now()),
	(175, 'wagtailcore', '0053_locale_model', now()),
	(176, 'wagtailcore', '0054_initial_locale', now()),
	(177, 'wagtailcore', '0055_page_locale_fields', now()),
	(178, 'wagtailcore', '0056_page_locale_fields_populate', now()),
	(179, 'wagtailcore', '0057_page_locale_fields_notnull', now()),
	(180, 'wagtailcore', '0058_page_alias_of', now()),
	(181, 'wagtailcore', '0059_apply_collection_ordering', now()),
	(182, 'wagtailcore', '0060_fix_workflow_unique_constraint', now()),
	(183, 'wagtailcore', '0061_change_promote_tab_helpt_text_and_verbose_names', now()),
	(184, 'wagtailcore', '0062_comment_models_and_pagesubscription', now()),
	(185, 'wagtailcore', '0063_modellogentry', now()),
	(186, 'wagtailcore', '0064_log_timestamp_indexes', now()),
	(187, 'wagtailcore', '0065_log_entry_uuid', now()),
	(188, 'wagtailcore', '0066_collection_management_permissions', now()),
	(189, 'wagtailcore', '0067_alter_pagerevision_content_json', now()),
	(190, 'wagtailcore', '0068_log_entry_empty_object', now()),
	(191, 'wagtailcore', '0069_log_entry_jsonfield', now()),
	(192, 'wagtailcore', '0070_rename_pagerevision_revision', now()),
	(193, 'wagtailcore', '0071_populate_revision_content_type', now()),
	(194, 'wagtailcore', '0072_alter_revision_content_type_notnull', now()),
	(195, 'wagtailcore', '0073_page_latest_revision', now()),
	(196, 'wagtailcore', '0074_revision_object_str', now()),
	(197, 'wagtailcore', '0075_populate_latest_revision_and_revision_object_str', now()),
	(198, 'wagtailcore', '0076_modellogentry_revision', now()),
	(199, 'wagtailcore', '0077_alter_revision_user', now()),
	(200, 'wagtailcore', '0078_referenceindex', now()),
	(201, 'wagtailcore', '0079_rename_taskstate_page_revision', now()),
	(202, 'wagtailcore', '0080_generic_workflowstate', now()),
	(203, 'wagtailcore', '0081_populate_workflowstate_content_type', now()),
	(204, 'wagtailcore', '0082_alter_workflowstate_content_type_notnull', now()),
	(205, 'wagtailcore', '0083_workflowcontenttype', now()),
	(206, 'wagtailcore', '0084_add_default_page_permissions', now()),
	(207, 'wagtailcore', '0085_add_grouppagepermission_permission', now()),
	(208, 'wagtailcore', '0086_populate_grouppagepermission_permission', now()),
	(209, 'wagtailcore', '0087_alter_grouppagepermission_unique_together_and_more', now()),
	(210, 'wagtailcore', '0088_fix_log_entry_json_timestamps', now()),
	(211, 'wagtailcore', '0089_log_entry_data_json_null_to_object', now()),
	(212, 'wagtailcore', '0090_remove_grouppagepermission_permission_type', now()),
	(213, 'wagtailcore', '0091_remove_revision_submitted_for_moderation', now()),
	(214, 'wagtailcore', '0092_alter_collectionviewrestriction_password_and_more', now()),
	(215, 'wagtailcore', '0093_uploadedfile', now()),
	(216, 'wagtailcore', '0094_alter_page_locale', now()),
	(217, 'wagtailcore', '0095_groupsitepermission', now()),
	(218, 'wagtailcore', '0096_referenceindex_referenceindex_source_object_and_more', now()),
	(219, 'wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes', now()),
	(220, 'wagtailcore', '0098_apitoken', now()),
	(221, 'office', '0001_groups', now()),
	(222, 'office', '0002_groups_of_new_roles', now()),
	(223, 'pagecache', '0001_initial', now()),
	(224, 'people', '0010_two_records_of_one_person', now()),
	(225, 'practice', '0001_initial', now()),
	(226, 'practice', '0002_first_signposts', now()),
	(227, 'privacy', '0001_initial', now()),
	(228, 'privacy', '0002_requests_and_reviews', now()),
	(229, 'procrastinate', '0001_initial', now()),
	(230, 'procrastinate', '0002_drop_started_at_column', now()),
	(231, 'procrastinate', '0003_drop_started_at_column', now()),
	(232, 'procrastinate', '0004_drop_procrastinate_version_table', now()),
	(233, 'procrastinate', '0005_fix_procrastinate_fetch_job', now()),
	(234, 'procrastinate', '0006_fix_trigger_status_events_insert', now()),
	(235, 'procrastinate', '0007_add_queueing_lock_column', now()),
	(236, 'procrastinate', '0008_close_fetch_job_race_condition', now()),
	(237, 'procrastinate', '0009_add_defer_job_function', now()),
	(238, 'procrastinate', '0010_add_procrastinate_periodic_defers', now()),
	(239, 'procrastinate', '0011_add_foreign_key_index', now()),
	(240, 'procrastinate', '0012_add_locks_to_periodic_defer', now()),
	(241, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', now()),
	(242, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', now()),
	(243, 'procrastinate', '0015_add_trigger_on_job_deletion', now()),
	(244, 'procrastinate', '0016_delete_finished_jobs', now()),
	(245, 'procrastinate', '0017_add_checks_to_finish_job', now()),
	(246, 'procrastinate', '0018_add_checks_to_retry_job', now()),
	(247, 'procrastinate', '0019_fix_finish_job_compat_issue', now()),
	(248, 'procrastinate', '0020_add_index_on_procrastinate_jobs', now()),
	(249, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', now()),
	(250, 'procrastinate', '0022_null_locks_excluded', now()),
	(251, 'procrastinate', '0023_remove_old_finish_job_function', now()),
	(252, 'procrastinate', '0024_job_id_bigint', now()),
	(253, 'procrastinate', '0025_add_models', now()),
	(254, 'procrastinate', '0026_add_job_priority', now()),
	(255, 'procrastinate', '0027_add_periodic_job_priority', now()),
	(256, 'procrastinate', '0028_add_cancel_states', now()),
	(257, 'procrastinate', '0029_add_additional_params_to_retry_job', now()),
	(258, 'procrastinate', '0030_alter_procrastinateevent_options', now()),
	(259, 'procrastinate', '0031_add_indexes_for_fetch_job', now()),
	(260, 'procrastinate', '0032_pre_cancel_notification', now()),
	(261, 'procrastinate', '0033_post_cancel_notification', now()),
	(262, 'procrastinate', '0034_pre_add_heartbeat', now()),
	(263, 'procrastinate', '0035_post_add_heartbeat', now()),
	(264, 'procrastinate', '0036_add_worker_model', now()),
	(265, 'procrastinate', '0037_pre_batch_defer_jobs', now()),
	(266, 'procrastinate', '0038_post_batch_defer_jobs', now()),
	(267, 'procrastinate', '0039_pre_priority_lock_fetch_job', now()),
	(268, 'procrastinate', '0040_pre_retry_failed_job', now()),
	(269, 'procrastinate', '0041_post_retry_failed_job', now()),
	(270, 'taggit', '0002_auto_20150616_2121', now()),
	(271, 'taggit', '0003_taggeditem_add_unique_index', now()),
	(272, 'taggit', '0004_alter_taggeditem_content_type_alter_taggeditem_tag', now()),
	(273, 'taggit', '0005_auto_20220424_2025', now()),
	(274, 'taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx', now()),
	(275, 'publishing', '0001_initial', now()),
	(276, 'publishing', '0002_bowl_and_practice_in_pages', now()),
	(277, 'repairs', '0001_initial', now()),
	(278, 'repairs', '0002_repairs_in_order', now()),
	(279, 'setup', '0001_initial', now()),
	(280, 'teams', '0001_initial', now()),
	(281, 'teams', '0002_renewing', now()),
	(282, 'teams', '0003_asking', now()),
	(283, 'teams', '0004_ended_told', now()),
	(284, 'treasury', '0001_initial', now()),
	(286, 'wagtailadmin', '0003_admin_managed', now()),
	(287, 'wagtailadmin', '0004_editingsession', now()),
	(288, 'wagtailadmin', '0005_editingsession_is_editing', now()),
	(289, 'wagtailadmin', '0006_formstate', now()),
	(290, 'wagtaildocs', '0001_initial', now()),
	(291, 'wagtaildocs', '0002_initial_data', now()),
	(292, 'wagtaildocs', '0003_add_verbose_names', now()),
	(293, 'wagtaildocs', '0004_capitalizeverbose', now()),
	(294, 'wagtaildocs', '0005_document_collection', now()),
	(295, 'wagtaildocs', '0006_copy_document_permissions_to_collections', now()),
	(296, 'wagtaildocs', '0005_alter_uploaded_by_user_on_delete_action', now()),
	(297, 'wagtaildocs', '0007_merge', now()),
	(298, 'wagtaildocs', '0008_document_file_size', now()),
	(299, 'wagtaildocs', '0009_document_verbose_name_plural', now()),
	(300, 'wagtaildocs', '0010_document_file_hash', now()),
	(301, 'wagtaildocs', '0011_add_choose_permissions', now()),
	(302, 'wagtaildocs', '0012_uploadeddocument', now()),
	(303, 'wagtaildocs', '0013_delete_uploadeddocument', now()),
	(304, 'wagtaildocs', '0014_alter_document_file_size', now()),
	(305, 'wagtailembeds', '0001_initial', now()),
	(306, 'wagtailembeds', '0002_add_verbose_names', now()),
	(307, 'wagtailembeds', '0003_capitalizeverbose', now()),
	(308, 'wagtailembeds', '0004_embed_verbose_name_plural', now()),
	(309, 'wagtailembeds', '0005_specify_thumbnail_url_max_length', now()),
	(310, 'wagtailembeds', '0006_add_embed_hash', now()),
	(311, 'wagtailembeds', '0007_populate_hash', now()),
	(312, 'wagtailembeds', '0008_allow_long_urls', now()),
	(313, 'wagtailembeds', '0009_embed_cache_until', now()),
	(314, 'wagtailredirects', '0001_initial', now()),
	(315, 'wagtailredirects', '0002_add_verbose_names', now()),
	(316, 'wagtailredirects', '0003_make_site_field_editable', now()),
	(317, 'wagtailredirects', '0004_set_unique_on_path_and_site', now()),
	(318, 'wagtailredirects', '0005_capitalizeverbose', now()),
	(319, 'wagtailredirects', '0006_redirect_increase_max_length', now()),
	(320, 'wagtailredirects', '0007_add_autocreate_fields', now()),
	(321, 'wagtailredirects', '0008_add_verbose_name_plural', now()),
	(322, 'wagtailsearch', '0001_initial', now()),
	(323, 'wagtailsearch', '0002_add_verbose_names', now()),
	(324, 'wagtailsearch', '0003_remove_editors_pick', now()),
	(325, 'wagtailsearch', '0004_querydailyhits_verbose_name_plural', now()),
	(326, 'wagtailsearch', '0005_create_indexentry', now()),
	(327, 'wagtailsearch', '0006_customise_indexentry', now()),
	(328, 'wagtailsearch', '0007_delete_editorspick', now()),
	(329, 'wagtailsearch', '0008_remove_query_and_querydailyhits_models', now()),
	(330, 'wagtailsearch', '0009_remove_ngram_autocomplete', now()),
	(331, 'wagtailsearch', '0010_add_text_fields', now()),
	(332, 'wagtailusers', '0001_initial', now()),
	(333, 'wagtailusers', '0002_add_verbose_name_on_userprofile', now()),
	(334, 'wagtailusers', '0003_add_verbose_names', now()),
	(335, 'wagtailusers', '0004_capitalizeverbose', now()),
	(336, 'wagtailusers', '0005_make_related_name_wagtail_specific', now()),
	(337, 'wagtailusers', '0006_userprofile_prefered_language', now()),
	(338, 'wagtailusers', '0007_userprofile_current_time_zone', now()),
	(339, 'wagtailusers', '0008_userprofile_avatar', now()),
	(340, 'wagtailusers', '0009_userprofile_verbose_name_plural', now()),
	(341, 'wagtailusers', '0010_userprofile_updated_comments_notifications', now()),
	(342, 'wagtailusers', '0011_userprofile_dismissibles', now()),
	(343, 'wagtailusers', '0012_userprofile_theme', now()),
	(344, 'wagtailusers', '0013_userprofile_density', now()),
	(345, 'wagtailusers', '0014_userprofile_contrast', now()),
	(346, 'wagtailusers', '0015_userprofile_keyboard_shortcuts', now()),
	(347, 'work', '0001_initial', now()),
	(348, 'wagtailimages', '0001_squashed_0021', now()),
	(349, 'wagtailcore', '0001_squashed_0016_change_page_url_path_to_text_field', now());





































INSERT INTO public.livecopy_livecopy VALUES
	(1, gen_random_uuid(), '', true, NULL);































































INSERT INTO public.practice_country VALUES
	(1, 'United Kingdom', 'If someone is in danger now, call 999.', NULL, 0),
	(2, 'Ireland', 'If someone is in danger now, call 112 or 999.', NULL, 1);

INSERT INTO public.practice_signpost VALUES
	(1, 0, 'Your health visitor, midwife or GP', 'Talk about you, your baby or your child.', '', '', 1),
	(2, 1, 'NHS 111', 'Urgent help with your mind or body, day and night. Ask for mental health.', '111', 'https://111.nhs.uk', 1),
	(3, 2, 'Samaritans', 'Someone who listens, day and night. Free.', '116 123', 'https://www.samaritans.org', 1),
	(4, 3, 'Family Lives', 'About being a parent, and family life. Free.', '0808 800 2222', 'https://www.familylives.org.uk', 1),
	(5, 4, 'NSPCC', 'If you worry about a child. Free.', '0808 800 5000', 'https://www.nspcc.org.uk', 1),
	(6, 5, 'National Domestic Abuse Helpline', 'If someone at home hurts or scares you. Free, day and night.', '0808 2000 247', 'https://www.nationaldahelpline.org.uk', 1),
	(7, 0, 'Your public health nurse or GP', 'Talk about you, your baby or your child.', '', '', 2),
	(8, 1, 'Samaritans', 'Someone who listens, day and night. Free.', '116 123', 'https://www.samaritans.org', 2),
	(9, 2, 'Parentline', 'About being a parent.', '', 'https://www.parentline.ie', 2),
	(10, 3, 'Women’s Aid', 'If someone at home hurts or scares you. Free, day and night.', '1800 341 900', 'https://www.womensaid.ie', 2);

































































































INSERT INTO public.wagtailcore_collection VALUES
	(1, '0001', 1, 0, 'Root');









INSERT INTO public.wagtailcore_groupapprovaltask VALUES
	(1);



INSERT INTO public.wagtailcore_groupcollectionpermission VALUES
	(7, 1, 3, 1),
	(8, 1, 3, 2),
	(9, 1, 3, 5),
	(10, 1, 5, 1),
	(11, 1, 5, 2),
	(12, 1, 5, 5),
	(13, 1, 3, 117),
	(14, 1, 4, 117),
	(15, 1, 5, 117),
	(16, 1, 6, 117),
	(17, 1, 7, 117),
	(18, 1, 8, 117),
	(19, 1, 9, 117);

INSERT INTO public.wagtailcore_grouppagepermission VALUES
	(8, 3, 1, 74),
	(9, 3, 1, 75),
	(10, 3, 1, 80),
	(11, 5, 1, 74),
	(12, 5, 1, 75),
	(13, 5, 1, 80);



INSERT INTO public.wagtailcore_locale VALUES
	(1, 'en-gb');



INSERT INTO public.wagtailcore_page VALUES
	(1, '0001', 1, 1, 'Root', 'root', true, false, '/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, gen_random_uuid(), 1, NULL, NULL),
	(2, '00010001', 2, 0, 'Welcome to your new Wagtail site!', 'home', true, false, '/home/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Welcome to your new Wagtail site!', NULL, NULL, gen_random_uuid(), 1, NULL, NULL);













INSERT INTO public.wagtailcore_site VALUES
	(1, 'localhost', 80, true, 2, '');

INSERT INTO public.wagtailcore_task VALUES
	(1, 'Moderators approval', true, 4);





INSERT INTO public.wagtailcore_workflow VALUES
	(1, 'Moderators approval', true);



INSERT INTO public.wagtailcore_workflowpage VALUES
	(1, 1);



INSERT INTO public.wagtailcore_workflowtask VALUES
	(1, 0, 1, 1);

















SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_id_seq', 9, true);

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 24, true);

SELECT pg_catalog.setval('public.auth_permission_id_seq', 591, true);

SELECT pg_catalog.setval('public.cpd_activity_id_seq', 1, false);

SELECT pg_catalog.setval('public.demo_democlock_id_seq', 1, false);

SELECT pg_catalog.setval('public.desk_chosencolumns_id_seq', 1, false);

SELECT pg_catalog.setval('public.desk_export_id_seq', 1, false);

SELECT pg_catalog.setval('public.desk_keptsearch_id_seq', 1, false);

SELECT pg_catalog.setval('public.django_content_type_id_seq', 147, true);

SELECT pg_catalog.setval('public.django_migrations_id_seq', 349, true);

SELECT pg_catalog.setval('public.enquiries_enquiry_id_seq', 1, false);

SELECT pg_catalog.setval('public.enquiries_entry_id_seq', 1, false);

SELECT pg_catalog.setval('public.enquiries_quote_id_seq', 1, false);

SELECT pg_catalog.setval('public.gifts_application_id_seq', 1, false);

SELECT pg_catalog.setval('public.gifts_delivery_id_seq', 1, false);

SELECT pg_catalog.setval('public.gifts_gift_id_seq', 1, false);

SELECT pg_catalog.setval('public.hubs_entry_id_seq', 1, false);

SELECT pg_catalog.setval('public.hubs_furtherhub_id_seq', 1, false);

SELECT pg_catalog.setval('public.importers_import_id_seq', 1, false);

SELECT pg_catalog.setval('public.importers_importedarticle_id_seq', 1, false);

SELECT pg_catalog.setval('public.importers_importedpicture_id_seq', 1, false);

SELECT pg_catalog.setval('public.importers_importrow_id_seq', 1, false);

SELECT pg_catalog.setval('public.ledger_entry_id_seq', 1, false);

SELECT pg_catalog.setval('public.ledger_posting_id_seq', 1, false);

SELECT pg_catalog.setval('public.library_factsheet_id_seq', 1, false);

SELECT pg_catalog.setval('public.library_version_id_seq', 1, false);

SELECT pg_catalog.setval('public.livecopy_livecopy_id_seq', 1, false);

SELECT pg_catalog.setval('public.mail_letterversion_id_seq', 1, false);

SELECT pg_catalog.setval('public.mail_mailserver_id_seq', 1, false);

SELECT pg_catalog.setval('public.mail_message_id_seq', 1, false);

SELECT pg_catalog.setval('public.mail_recipient_id_seq', 1, false);

SELECT pg_catalog.setval('public.mail_sending_id_seq', 1, false);

SELECT pg_catalog.setval('public.mail_standardletter_id_seq', 1, false);

SELECT pg_catalog.setval('public.mail_suppression_id_seq', 1, false);

SELECT pg_catalog.setval('public.membership_evidence_id_seq', 1, false);

SELECT pg_catalog.setval('public.membership_membership_id_seq', 1, false);

SELECT pg_catalog.setval('public.membership_pause_id_seq', 1, false);

SELECT pg_catalog.setval('public.membership_plan_id_seq', 1, false);

SELECT pg_catalog.setval('public.membership_price_id_seq', 1, false);

SELECT pg_catalog.setval('public.membership_renewal_id_seq', 1, false);

SELECT pg_catalog.setval('public.membership_term_id_seq', 1, false);

SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);

SELECT pg_catalog.setval('public.pagecache_pendingdrop_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_affiliation_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_association_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_consent_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_hold_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_hub_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_keptfile_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_merge_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_move_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_organisation_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_person_groups_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_person_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_person_user_permissions_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_rolegrant_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_toldapart_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_viewpermit_id_seq', 1, false);

SELECT pg_catalog.setval('public.practice_country_id_seq', 2, true);

SELECT pg_catalog.setval('public.practice_signpost_id_seq', 10, true);

SELECT pg_catalog.setval('public.privacy_closing_id_seq', 1, false);

SELECT pg_catalog.setval('public.privacy_erasure_id_seq', 1, false);

SELECT pg_catalog.setval('public.privacy_request_id_seq', 1, false);

SELECT pg_catalog.setval('public.privacy_review_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);

SELECT pg_catalog.setval('public.publishing_author_id_seq', 1, false);

SELECT pg_catalog.setval('public.publishing_posttag_id_seq', 1, false);

SELECT pg_catalog.setval('public.repairs_repair_id_seq', 1, false);

SELECT pg_catalog.setval('public.repairs_rupture_id_seq', 1, false);

SELECT pg_catalog.setval('public.repairs_steptaken_id_seq', 1, false);

SELECT pg_catalog.setval('public.sales_cardrequest_id_seq', 1, false);

SELECT pg_catalog.setval('public.sales_invoice_id_seq', 1, false);

SELECT pg_catalog.setval('public.sales_mandate_id_seq', 1, false);

SELECT pg_catalog.setval('public.sales_order_id_seq', 1, false);

SELECT pg_catalog.setval('public.sales_orderline_id_seq', 1, false);

SELECT pg_catalog.setval('public.sales_payment_id_seq', 1, false);

SELECT pg_catalog.setval('public.sales_providernotice_id_seq', 1, false);

SELECT pg_catalog.setval('public.sales_refund_id_seq', 1, false);

SELECT pg_catalog.setval('public.setup_setup_id_seq', 1, false);

SELECT pg_catalog.setval('public.taggit_tag_id_seq', 1, false);

SELECT pg_catalog.setval('public.taggit_taggeditem_id_seq', 1, false);

SELECT pg_catalog.setval('public.teams_allotment_id_seq', 1, false);

SELECT pg_catalog.setval('public.teams_invitation_id_seq', 1, false);

SELECT pg_catalog.setval('public.teams_proposal_id_seq', 1, false);

SELECT pg_catalog.setval('public.teams_seat_id_seq', 1, false);

SELECT pg_catalog.setval('public.teams_team_id_seq', 1, false);

SELECT pg_catalog.setval('public.teams_tier_id_seq', 1, false);

SELECT pg_catalog.setval('public.timeline_fact_id_seq', 1, false);

SELECT pg_catalog.setval('public.treasury_decision_id_seq', 1, false);

SELECT pg_catalog.setval('public.treasury_statement_id_seq', 1, false);

SELECT pg_catalog.setval('public.treasury_statementline_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailadmin_admin_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailadmin_editingsession_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailadmin_formstate_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_apitoken_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_collection_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_groups_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_comment_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_commentreply_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_groupapprovaltask_groups_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_groupcollectionpermission_id_seq', 19, true);

SELECT pg_catalog.setval('public.wagtailcore_grouppagepermission_id_seq', 13, true);

SELECT pg_catalog.setval('public.wagtailcore_groupsitepermission_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_locale_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_modellogentry_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_page_id_seq', 2, true);

SELECT pg_catalog.setval('public.wagtailcore_pagelogentry_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_pagerevision_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_pagesubscription_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_groups_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_referenceindex_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_site_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_task_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_taskstate_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_uploadedfile_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_workflow_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtailcore_workflowstate_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailcore_workflowtask_id_seq', 1, true);

SELECT pg_catalog.setval('public.wagtaildocs_document_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailembeds_embed_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailimages_image_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailimages_rendition_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailredirects_redirect_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailsearch_indexentry_id_seq', 1, false);

SELECT pg_catalog.setval('public.wagtailusers_userprofile_id_seq', 1, false);

SELECT pg_catalog.setval('public.work_run_id_seq', 1, false);

ALTER TABLE ONLY public.hubs_furtherhub
    ADD CONSTRAINT a_further_hub_is_chosen_once UNIQUE (person_id, hub_id);

ALTER TABLE ONLY public.sales_providernotice
    ADD CONSTRAINT a_notice_counts_once UNIQUE (gateway, notice_id);

ALTER TABLE ONLY public.people_toldapart
    ADD CONSTRAINT a_pair_is_told_apart_once UNIQUE (one_id, other_id);

ALTER TABLE ONLY public.people_move
    ADD CONSTRAINT a_table_moves_once UNIQUE (merge_id, "table", "column");

ALTER TABLE ONLY public.access_attempts
    ADD CONSTRAINT access_attempts_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.access_session
    ADD CONSTRAINT access_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sales_invoice
    ADD CONSTRAINT an_invoice_is_corrected_once UNIQUE (corrects_id, kind);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cpd_activity
    ADD CONSTRAINT cpd_activity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.demo_democlock
    ADD CONSTRAINT demo_democlock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.demo_gateway_bankcard
    ADD CONSTRAINT demo_gateway_bankcard_pkey PRIMARY KEY (reference);

ALTER TABLE ONLY public.demo_gateway_banknotice
    ADD CONSTRAINT demo_gateway_banknotice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.demo_gateway_bankrefund
    ADD CONSTRAINT demo_gateway_bankrefund_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.demo_gateway_banksession
    ADD CONSTRAINT demo_gateway_banksession_key_key UNIQUE (key);

ALTER TABLE ONLY public.demo_gateway_banksession
    ADD CONSTRAINT demo_gateway_banksession_pkey PRIMARY KEY (reference);

ALTER TABLE ONLY public.desk_chosencolumns
    ADD CONSTRAINT desk_chosencolumns_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_export
    ADD CONSTRAINT desk_export_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_keptsearch
    ADD CONSTRAINT desk_keptsearch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_sentform
    ADD CONSTRAINT desk_sentform_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.repairs_steptaken
    ADD CONSTRAINT each_step_runs_once UNIQUE (rupture_id, step);

ALTER TABLE ONLY public.enquiries_enquiry
    ADD CONSTRAINT enquiries_enquiry_key_key UNIQUE (key);

ALTER TABLE ONLY public.enquiries_enquiry
    ADD CONSTRAINT enquiries_enquiry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.enquiries_enquiry
    ADD CONSTRAINT enquiries_enquiry_token_key UNIQUE (token);

ALTER TABLE ONLY public.enquiries_entry
    ADD CONSTRAINT enquiries_entry_mail_id_key UNIQUE (mail_id);

ALTER TABLE ONLY public.enquiries_entry
    ADD CONSTRAINT enquiries_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.enquiries_quote
    ADD CONSTRAINT enquiries_quote_order_id_key UNIQUE (order_id);

ALTER TABLE ONLY public.enquiries_quote
    ADD CONSTRAINT enquiries_quote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.enquiries_quote
    ADD CONSTRAINT enquiries_quote_token_key UNIQUE (token);

ALTER TABLE ONLY public.gifts_application
    ADD CONSTRAINT gifts_application_delivery_id_key UNIQUE (delivery_id);

ALTER TABLE ONLY public.gifts_application
    ADD CONSTRAINT gifts_application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gifts_delivery
    ADD CONSTRAINT gifts_delivery_code_hash_key UNIQUE (code_hash);

ALTER TABLE ONLY public.gifts_delivery
    ADD CONSTRAINT gifts_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gifts_delivery
    ADD CONSTRAINT gifts_delivery_term_id_key UNIQUE (term_id);

ALTER TABLE ONLY public.gifts_gift
    ADD CONSTRAINT gifts_gift_order_line_id_key UNIQUE (order_line_id);

ALTER TABLE ONLY public.gifts_gift
    ADD CONSTRAINT gifts_gift_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.goldseam_cache
    ADD CONSTRAINT goldseam_cache_pkey PRIMARY KEY (cache_key);

ALTER TABLE ONLY public.hubs_entry
    ADD CONSTRAINT hubs_entry_key_key UNIQUE (key);

ALTER TABLE ONLY public.hubs_entry
    ADD CONSTRAINT hubs_entry_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY public.hubs_entry
    ADD CONSTRAINT hubs_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hubs_furtherhub
    ADD CONSTRAINT hubs_furtherhub_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.importers_import
    ADD CONSTRAINT importers_import_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.importers_importedarticle
    ADD CONSTRAINT importers_importedarticle_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.importers_importedpicture
    ADD CONSTRAINT importers_importedpicture_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.importers_importrow
    ADD CONSTRAINT importers_importrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sales_invoice
    ADD CONSTRAINT invoice_numbers_are_unique UNIQUE (series, number);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_key_key UNIQUE (key);

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_reverses_id_key UNIQUE (reverses_id);

ALTER TABLE ONLY public.ledger_posting
    ADD CONSTRAINT ledger_posting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.library_factsheet
    ADD CONSTRAINT library_factsheet_number_key UNIQUE (number);

ALTER TABLE ONLY public.library_factsheet
    ADD CONSTRAINT library_factsheet_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.library_factsheet
    ADD CONSTRAINT library_factsheet_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.library_version
    ADD CONSTRAINT library_version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.livecopy_livecopy
    ADD CONSTRAINT livecopy_livecopy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mail_letterversion
    ADD CONSTRAINT mail_letterversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mail_mailserver
    ADD CONSTRAINT mail_mailserver_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT mail_message_again_id_key UNIQUE (again_id);

ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT mail_message_message_id_key UNIQUE (message_id);

ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT mail_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mail_recipient
    ADD CONSTRAINT mail_recipient_message_id_key UNIQUE (message_id);

ALTER TABLE ONLY public.mail_recipient
    ADD CONSTRAINT mail_recipient_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mail_sending
    ADD CONSTRAINT mail_sending_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mail_standardletter
    ADD CONSTRAINT mail_standardletter_name_key UNIQUE (name);

ALTER TABLE ONLY public.mail_standardletter
    ADD CONSTRAINT mail_standardletter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mail_suppression
    ADD CONSTRAINT mail_suppression_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.membership_evidence
    ADD CONSTRAINT membership_evidence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.membership_membership
    ADD CONSTRAINT membership_membership_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY public.membership_membership
    ADD CONSTRAINT membership_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.membership_pause
    ADD CONSTRAINT membership_pause_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.membership_plan
    ADD CONSTRAINT membership_plan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.membership_plan
    ADD CONSTRAINT membership_plan_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.membership_price
    ADD CONSTRAINT membership_price_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.membership_renewal
    ADD CONSTRAINT membership_renewal_follows_id_key UNIQUE (follows_id);

ALTER TABLE ONLY public.membership_renewal
    ADD CONSTRAINT membership_renewal_order_id_key UNIQUE (order_id);

ALTER TABLE ONLY public.membership_renewal
    ADD CONSTRAINT membership_renewal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.membership_term
    ADD CONSTRAINT membership_term_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.importers_importedarticle
    ADD CONSTRAINT one_article_per_number UNIQUE (upload_id, number);

ALTER TABLE ONLY public.desk_chosencolumns
    ADD CONSTRAINT one_choice_of_columns_per_list UNIQUE (person_id, list_name);

ALTER TABLE ONLY public.desk_keptsearch
    ADD CONSTRAINT one_kept_search_of_a_name UNIQUE (list_name, owner_id, name);

ALTER TABLE ONLY public.mail_recipient
    ADD CONSTRAINT one_letter_a_person UNIQUE (sending_id, person_id);

ALTER TABLE ONLY public.sales_mandate
    ADD CONSTRAINT one_mandate_per_kept_card UNIQUE (gateway, reference);

ALTER TABLE ONLY public.membership_pause
    ADD CONSTRAINT one_pause_at_a_time EXCLUDE USING gist (int8range(term_id, term_id, '[]'::text) WITH &&, daterange(begins_on, COALESCE(ended_on, until_on), '[]'::text) WITH &&) WHERE (((ended_on IS NULL) OR (ended_on >= begins_on)));

ALTER TABLE ONLY public.sales_payment
    ADD CONSTRAINT one_payment_per_reference UNIQUE (gateway, reference);

ALTER TABLE ONLY public.importers_importedpicture
    ADD CONSTRAINT one_picture_per_address UNIQUE (upload_id, address);

ALTER TABLE ONLY public.teams_proposal
    ADD CONSTRAINT one_proposal_per_period UNIQUE (team_id, ends_on);

ALTER TABLE ONLY public.importers_importrow
    ADD CONSTRAINT one_row_per_number UNIQUE (upload_id, number);

ALTER TABLE ONLY public.membership_term
    ADD CONSTRAINT one_running_term_per_person EXCLUDE USING gist (int8range(membership_id, membership_id, '[]'::text) WITH &&, daterange(starts_on, COALESCE(cut_short_on, ends_on), '[]'::text) WITH &&) WHERE (((cut_short_on IS NULL) OR (cut_short_on >= starts_on)));

ALTER TABLE ONLY public.mail_letterversion
    ADD CONSTRAINT one_version_of_a_letter_per_number UNIQUE (letter_id, number);

ALTER TABLE ONLY public.pagecache_pendingdrop
    ADD CONSTRAINT pagecache_pendingdrop_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_affiliation
    ADD CONSTRAINT people_affiliation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_association
    ADD CONSTRAINT people_association_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_consent
    ADD CONSTRAINT people_consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_hold
    ADD CONSTRAINT people_hold_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_hub
    ADD CONSTRAINT people_hub_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_hub
    ADD CONSTRAINT people_hub_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.people_keptfile
    ADD CONSTRAINT people_keptfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_merge
    ADD CONSTRAINT people_merge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_move
    ADD CONSTRAINT people_move_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_organisation
    ADD CONSTRAINT people_organisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_person_groups
    ADD CONSTRAINT people_person_groups_person_id_group_id_438d585f_uniq UNIQUE (person_id, group_id);

ALTER TABLE ONLY public.people_person_groups
    ADD CONSTRAINT people_person_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_person
    ADD CONSTRAINT people_person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_person_user_permissions
    ADD CONSTRAINT people_person_user_permi_person_id_permission_id_c2e10f6f_uniq UNIQUE (person_id, permission_id);

ALTER TABLE ONLY public.people_person_user_permissions
    ADD CONSTRAINT people_person_user_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_rolegrant
    ADD CONSTRAINT people_rolegrant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_toldapart
    ADD CONSTRAINT people_toldapart_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_viewpermit
    ADD CONSTRAINT people_viewpermit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.practice_country
    ADD CONSTRAINT practice_country_name_key UNIQUE (name);

ALTER TABLE ONLY public.practice_country
    ADD CONSTRAINT practice_country_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.practice_signpost
    ADD CONSTRAINT practice_signpost_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_closing
    ADD CONSTRAINT privacy_closing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_request
    ADD CONSTRAINT privacy_request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_review
    ADD CONSTRAINT privacy_review_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.publishing_author
    ADD CONSTRAINT publishing_author_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.publishing_author
    ADD CONSTRAINT publishing_author_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.publishing_blogindexpage
    ADD CONSTRAINT publishing_blogindexpage_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.publishing_blogpost
    ADD CONSTRAINT publishing_blogpost_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.publishing_homepage
    ADD CONSTRAINT publishing_homepage_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.publishing_hubindexpage
    ADD CONSTRAINT publishing_hubindexpage_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.publishing_hubpage
    ADD CONSTRAINT publishing_hubpage_hub_id_key UNIQUE (hub_id);

ALTER TABLE ONLY public.publishing_hubpage
    ADD CONSTRAINT publishing_hubpage_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.publishing_newsindexpage
    ADD CONSTRAINT publishing_newsindexpage_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.publishing_newsitem
    ADD CONSTRAINT publishing_newsitem_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.publishing_posttag
    ADD CONSTRAINT publishing_posttag_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.publishing_standardpage
    ADD CONSTRAINT publishing_standardpage_pkey PRIMARY KEY (page_ptr_id);

ALTER TABLE ONLY public.repairs_repair
    ADD CONSTRAINT repairs_repair_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.repairs_repair
    ADD CONSTRAINT repairs_repair_rupture_id_key UNIQUE (rupture_id);

ALTER TABLE ONLY public.repairs_rupture
    ADD CONSTRAINT repairs_rupture_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.repairs_steptaken
    ADD CONSTRAINT repairs_steptaken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sales_cardrequest
    ADD CONSTRAINT sales_cardrequest_key_key UNIQUE (key);

ALTER TABLE ONLY public.sales_cardrequest
    ADD CONSTRAINT sales_cardrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sales_cardrequest
    ADD CONSTRAINT sales_cardrequest_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.sales_counter
    ADD CONSTRAINT sales_counter_pkey PRIMARY KEY (series);

ALTER TABLE ONLY public.sales_invoice
    ADD CONSTRAINT sales_invoice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sales_invoice
    ADD CONSTRAINT sales_invoice_refund_id_key UNIQUE (refund_id);

ALTER TABLE ONLY public.sales_mandate
    ADD CONSTRAINT sales_mandate_payment_id_key UNIQUE (payment_id);

ALTER TABLE ONLY public.sales_mandate
    ADD CONSTRAINT sales_mandate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sales_mandate
    ADD CONSTRAINT sales_mandate_request_id_key UNIQUE (request_id);

ALTER TABLE ONLY public.sales_order
    ADD CONSTRAINT sales_order_key_key UNIQUE (key);

ALTER TABLE ONLY public.sales_order
    ADD CONSTRAINT sales_order_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sales_order
    ADD CONSTRAINT sales_order_token_key UNIQUE (token);

ALTER TABLE ONLY public.sales_orderline
    ADD CONSTRAINT sales_orderline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sales_payment
    ADD CONSTRAINT sales_payment_key_key UNIQUE (key);

ALTER TABLE ONLY public.sales_payment
    ADD CONSTRAINT sales_payment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sales_providernotice
    ADD CONSTRAINT sales_providernotice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sales_refund
    ADD CONSTRAINT sales_refund_key_key UNIQUE (key);

ALTER TABLE ONLY public.sales_refund
    ADD CONSTRAINT sales_refund_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.setup_setup
    ADD CONSTRAINT setup_setup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_name_key UNIQUE (name);

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uni UNIQUE (content_type_id, object_id, tag_id);

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_allotment
    ADD CONSTRAINT teams_allotment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_invitation
    ADD CONSTRAINT teams_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_invitation
    ADD CONSTRAINT teams_invitation_seat_id_key UNIQUE (seat_id);

ALTER TABLE ONLY public.teams_proposal
    ADD CONSTRAINT teams_proposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_seat
    ADD CONSTRAINT teams_seat_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_seat
    ADD CONSTRAINT teams_seat_term_id_key UNIQUE (term_id);

ALTER TABLE ONLY public.teams_team
    ADD CONSTRAINT teams_team_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_tier
    ADD CONSTRAINT teams_tier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.timeline_fact
    ADD CONSTRAINT timeline_fact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.timeline_facttext
    ADD CONSTRAINT timeline_facttext_pkey PRIMARY KEY (fact_id);

ALTER TABLE ONLY public.treasury_decision
    ADD CONSTRAINT treasury_decision_payment_id_key UNIQUE (payment_id);

ALTER TABLE ONLY public.treasury_decision
    ADD CONSTRAINT treasury_decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.treasury_statement
    ADD CONSTRAINT treasury_statement_fingerprint_key UNIQUE (fingerprint);

ALTER TABLE ONLY public.treasury_statement
    ADD CONSTRAINT treasury_statement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.treasury_statementline
    ADD CONSTRAINT treasury_statementline_identity_key UNIQUE (identity);

ALTER TABLE ONLY public.treasury_statementline
    ADD CONSTRAINT treasury_statementline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT unique_permission UNIQUE (group_id, page_id, permission_id);

ALTER TABLE ONLY public.library_version
    ADD CONSTRAINT versions_are_numbered_once UNIQUE (factsheet_id, number);

ALTER TABLE ONLY public.wagtailadmin_admin
    ADD CONSTRAINT wagtailadmin_admin_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editingsession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_key_hash_key UNIQUE (key_hash);

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_path_key UNIQUE (path);

ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionvi_collectionviewrestrictio_988995ae_uniq UNIQUE (collectionviewrestriction_id, group_id);

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprova_groupapprovaltask_id_gro_bb5ee7eb_uniq UNIQUE (groupapprovaltask_id, group_id);

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprovaltask_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapprovaltask_pkey PRIMARY KEY (task_ptr_id);

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollect_group_id_collection_id_p_a21cefe9_uniq UNIQUE (group_id, collection_id, permission_id);

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollectionpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppagepermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsiteper_group_id_site_id_permiss_a58ee30d_uniq UNIQUE (group_id, site_id, permission_id);

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsitepermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_language_code_key UNIQUE (language_code);

ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellogentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_path_key UNIQUE (path);

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_translation_key_locale_id_9b041bad_uniq UNIQUE (translation_key, locale_id);

ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pagelogentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq UNIQUE (page_id, user_id);

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrest_pageviewrestriction_id_g_d23f80bb_uniq UNIQUE (pageviewrestriction_id, group_id);

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrestriction_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageviewrestriction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceind_base_content_type_id_obj_9e6ccd6a_uniq UNIQUE (base_content_type_id, object_id, to_content_type_id, to_object_id, content_path_hash);

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceindex_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_hostname_port_2c626d70_uniq UNIQUE (hostname, port);

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploadedfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_workflow
    ADD CONSTRAINT wagtailcore_workflow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflowcontenttype_pkey PRIMARY KEY (content_type_id);

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflowpage_pkey PRIMARY KEY (page_id);

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_current_task_state_id_key UNIQUE (current_task_state_id);

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq UNIQUE (workflow_id, task_id);

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_hash_c9bd8c9a_uniq UNIQUE (hash);

ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_image_id_filter_spec_foc_323c8fe0_uniq UNIQUE (image_id, filter_spec, focal_point_key);

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_old_path_site_id_783622d7_uniq UNIQUE (old_path, site_id);

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_content_type_id_object_i_bcd7ba73_uniq UNIQUE (content_type_id, object_id);

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_key UNIQUE (user_id);

ALTER TABLE ONLY public.work_run
    ADD CONSTRAINT work_run_pkey PRIMARY KEY (id);

CREATE UNIQUE INDEX a_gift_is_for_one_person_at_a_time ON public.gifts_delivery USING btree (gift_id) WHERE ((declined_at IS NULL) AND (withdrawn_at IS NULL));

CREATE INDEX access_attempts_ends_at_09d57118 ON public.access_attempts USING btree (ends_at);

CREATE INDEX access_attempts_key_6bc5fedc_like ON public.access_attempts USING btree (key varchar_pattern_ops);

CREATE INDEX access_session_expire_date_01e9588e ON public.access_session USING btree (expire_date);

CREATE INDEX access_session_person_id_39fc6e1b ON public.access_session USING btree (person_id);

CREATE INDEX access_session_session_key_b3fa2cd1_like ON public.access_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX article_by_key ON public.importers_importedarticle USING btree (key);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX base_content_object_idx ON public.wagtailcore_revision USING btree (base_content_type_id, object_id);

CREATE INDEX complaint_open ON public.enquiries_enquiry USING btree (received_at) WHERE ((closed_at IS NULL) AND ((topic)::text = 'complaint'::text));

CREATE INDEX content_object_idx ON public.wagtailcore_revision USING btree (content_type_id, object_id);

CREATE INDEX cpd_activity_person_id_d38a3759 ON public.cpd_activity USING btree (person_id);

CREATE INDEX cpd_of_person ON public.cpd_activity USING btree (person_id, "on" DESC);

CREATE INDEX demo_gateway_bankcard_reference_b94f3624_like ON public.demo_gateway_bankcard USING btree (reference varchar_pattern_ops);

CREATE INDEX demo_gateway_banknotice_id_2884d52e_like ON public.demo_gateway_banknotice USING btree (id varchar_pattern_ops);

CREATE INDEX demo_gateway_banknotice_sent_at_be62134d ON public.demo_gateway_banknotice USING btree (sent_at);

CREATE INDEX demo_gateway_bankrefund_key_8a62f87a_like ON public.demo_gateway_bankrefund USING btree (key varchar_pattern_ops);

CREATE INDEX demo_gateway_bankrefund_session_id_3289cacb ON public.demo_gateway_bankrefund USING btree (session_id);

CREATE INDEX demo_gateway_bankrefund_session_id_3289cacb_like ON public.demo_gateway_bankrefund USING btree (session_id varchar_pattern_ops);

CREATE INDEX demo_gateway_banksession_card_id_5a8a3153 ON public.demo_gateway_banksession USING btree (card_id);

CREATE INDEX demo_gateway_banksession_card_id_5a8a3153_like ON public.demo_gateway_banksession USING btree (card_id varchar_pattern_ops);

CREATE INDEX demo_gateway_banksession_key_92f8a95c_like ON public.demo_gateway_banksession USING btree (key varchar_pattern_ops);

CREATE INDEX demo_gateway_banksession_reference_1a31dee4_like ON public.demo_gateway_banksession USING btree (reference varchar_pattern_ops);

CREATE INDEX desk_chosencolumns_person_id_8c684060 ON public.desk_chosencolumns USING btree (person_id);

CREATE INDEX desk_export_asked_at_3797a2b2 ON public.desk_export USING btree (asked_at);

CREATE INDEX desk_export_asked_by_id_95d874db ON public.desk_export USING btree (asked_by_id);

CREATE INDEX desk_keptsearch_owner_id_5867ff2f ON public.desk_keptsearch USING btree (owner_id);

CREATE INDEX desk_sentform_at_3425ef2f ON public.desk_sentform USING btree (at);

CREATE INDEX desk_sentform_key_fb349a67_like ON public.desk_sentform USING btree (key varchar_pattern_ops);

CREATE UNIQUE INDEX each_letter_confirms_once ON public.membership_evidence USING btree (person_id, shown_at) WHERE (NOT ((address)::text = ''::text));

CREATE INDEX enquiries_enquiry_hub_id_c70f9be3 ON public.enquiries_enquiry USING btree (hub_id);

CREATE INDEX enquiries_enquiry_key_ca340fc1_like ON public.enquiries_enquiry USING btree (key varchar_pattern_ops);

CREATE INDEX enquiries_enquiry_owner_id_da8fc875 ON public.enquiries_enquiry USING btree (owner_id);

CREATE INDEX enquiries_enquiry_person_id_b1474a7b ON public.enquiries_enquiry USING btree (person_id);

CREATE INDEX enquiries_enquiry_token_dce22ec8_like ON public.enquiries_enquiry USING btree (token varchar_pattern_ops);

CREATE INDEX enquiries_entry_author_id_bfa7c9b0 ON public.enquiries_entry USING btree (author_id);

CREATE INDEX enquiries_entry_enquiry_id_7de542ff ON public.enquiries_entry USING btree (enquiry_id);

CREATE INDEX enquiries_entry_letter_id_2aa1366e ON public.enquiries_entry USING btree (letter_id);

CREATE INDEX enquiries_entry_mail_id_179ed31b_like ON public.enquiries_entry USING btree (mail_id varchar_pattern_ops);

CREATE INDEX enquiries_quote_enquiry_id_35d71c59 ON public.enquiries_quote USING btree (enquiry_id);

CREATE INDEX enquiries_quote_made_by_id_a2915470 ON public.enquiries_quote USING btree (made_by_id);

CREATE INDEX enquiries_quote_plan_id_167d8005 ON public.enquiries_quote USING btree (plan_id);

CREATE INDEX enquiries_quote_token_ce735dbc_like ON public.enquiries_quote USING btree (token varchar_pattern_ops);

CREATE INDEX enquiry_newest ON public.enquiries_enquiry USING btree (received_at DESC, id DESC);

CREATE INDEX enquiry_waiting ON public.enquiries_enquiry USING btree (promised_on) WHERE (promised_on IS NOT NULL);

CREATE INDEX entry_seen ON public.hubs_entry USING btree (seen_by) WHERE (NOT ((seen_by)::text = 'nobody'::text));

CREATE INDEX evidence_of_person ON public.membership_evidence USING btree (person_id, valid_until DESC);

CREATE INDEX fact_by ON public.timeline_fact USING btree (by_id) WHERE (by_id IS NOT NULL);

CREATE INDEX fact_of_person ON public.timeline_fact USING btree (person_id, at DESC, id DESC);

CREATE INDEX fact_of_subject ON public.timeline_fact USING btree (subject, kind);

CREATE INDEX first_instalment ON public.membership_term USING btree (membership_id, starts_on DESC) WHERE ((instalment = 1) AND (NOT is_undone));

CREATE INDEX formstate_user_object ON public.wagtailadmin_formstate USING btree (user_id, content_type_id, object_id, parent_object_id);

CREATE INDEX gift_paid ON public.gifts_gift USING btree (begun_at) WHERE (ended_at IS NULL);

CREATE INDEX gift_to_deliver ON public.gifts_delivery USING btree (deliver_on) WHERE ((declined_at IS NULL) AND (withdrawn_at IS NULL) AND (letter_id IS NULL) AND (term_id IS NULL));

CREATE INDEX gifts_application_decided_by_id_8a117cab ON public.gifts_application USING btree (decided_by_id);

CREATE INDEX gifts_application_plan_id_bd586190 ON public.gifts_application USING btree (plan_id);

CREATE INDEX gifts_delivery_code_hash_fa5d9221_like ON public.gifts_delivery USING btree (code_hash varchar_pattern_ops);

CREATE INDEX gifts_delivery_gift_id_6310375f ON public.gifts_delivery USING btree (gift_id);

CREATE INDEX gifts_delivery_letter_id_fa68ad7b ON public.gifts_delivery USING btree (letter_id);

CREATE INDEX gifts_delivery_made_by_id_574968da ON public.gifts_delivery USING btree (made_by_id);

CREATE INDEX gifts_gift_plan_id_e48b898f ON public.gifts_gift USING btree (plan_id);

CREATE INDEX goldseam_cache_expires ON public.goldseam_cache USING btree (expires);

CREATE INDEX hubs_furtherhub_hub_id_3df6e04b ON public.hubs_furtherhub USING btree (hub_id);

CREATE INDEX hubs_furtherhub_person_id_8c0517e5 ON public.hubs_furtherhub USING btree (person_id);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX importers_import_brought_by_id_56a28e40 ON public.importers_import USING btree (brought_by_id);

CREATE INDEX importers_import_fingerprint_4271da08 ON public.importers_import USING btree (fingerprint);

CREATE INDEX importers_import_fingerprint_4271da08_like ON public.importers_import USING btree (fingerprint varchar_pattern_ops);

CREATE INDEX importers_importedarticle_page_id_b97cbcd3 ON public.importers_importedarticle USING btree (page_id);

CREATE INDEX importers_importedarticle_upload_id_bd7abfbc ON public.importers_importedarticle USING btree (upload_id);

CREATE INDEX importers_importedpicture_image_id_b596d81b ON public.importers_importedpicture USING btree (image_id);

CREATE INDEX importers_importedpicture_upload_id_31cbf747 ON public.importers_importedpicture USING btree (upload_id);

CREATE INDEX importers_importrow_person_id_c573a45d ON public.importers_importrow USING btree (person_id);

CREATE INDEX importers_importrow_upload_id_3b30051b ON public.importers_importrow USING btree (upload_id);

CREATE INDEX instalment_by_end ON public.membership_term USING btree (ends_on) WHERE (instalment IS NOT NULL);

CREATE INDEX ledger_account_code_e0a3af95_like ON public.ledger_account USING btree (code varchar_pattern_ops);

CREATE INDEX ledger_entry_about_0a41e772 ON public.ledger_entry USING btree (about);

CREATE INDEX ledger_entry_about_0a41e772_like ON public.ledger_entry USING btree (about varchar_pattern_ops);

CREATE INDEX ledger_entry_by_id_42356b69 ON public.ledger_entry USING btree (by_id);

CREATE INDEX ledger_entry_key_b3fe1ea3_like ON public.ledger_entry USING btree (key varchar_pattern_ops);

CREATE INDEX ledger_posting_account_id_964f801d ON public.ledger_posting USING btree (account_id);

CREATE INDEX ledger_posting_account_id_964f801d_like ON public.ledger_posting USING btree (account_id varchar_pattern_ops);

CREATE INDEX ledger_posting_entry_id_1c3a07af ON public.ledger_posting USING btree (entry_id);

CREATE INDEX library_factsheet_slug_eec561d6_like ON public.library_factsheet USING btree (slug varchar_pattern_ops);

CREATE INDEX library_version_factsheet_id_fc6920d2 ON public.library_version USING btree (factsheet_id);

CREATE INDEX line_by_day_and_amount ON public.treasury_statementline USING btree ("on", pence);

CREATE INDEX line_of_statement ON public.treasury_statementline USING btree (statement_id, number);

CREATE INDEX line_unfulfilled ON public.sales_orderline USING btree (order_id) WHERE (fulfilled_at IS NULL);

CREATE INDEX mail_letterversion_letter_id_4ed2d8dc ON public.mail_letterversion USING btree (letter_id);

CREATE INDEX mail_letterversion_written_by_id_34cfe54a ON public.mail_letterversion USING btree (written_by_id);

CREATE INDEX mail_message_about_4861df44 ON public.mail_message USING btree (about);

CREATE INDEX mail_message_about_4861df44_like ON public.mail_message USING btree (about varchar_pattern_ops);

CREATE INDEX mail_message_message_id_fd6a0095_like ON public.mail_message USING btree (message_id varchar_pattern_ops);

CREATE INDEX mail_message_person_id_9222cb9d ON public.mail_message USING btree (person_id);

CREATE INDEX mail_recipient_person_id_565664dc ON public.mail_recipient USING btree (person_id);

CREATE INDEX mail_recipient_sending_id_a47c66ce ON public.mail_recipient USING btree (sending_id);

CREATE INDEX mail_sending_begun_by_id_77d580ad ON public.mail_sending USING btree (begun_by_id);

CREATE INDEX mail_sending_hub_id_2f02be2a ON public.mail_sending USING btree (hub_id);

CREATE INDEX mail_sending_prepared_by_id_0834a93f ON public.mail_sending USING btree (prepared_by_id);

CREATE INDEX mail_sending_version_id_3fd36e56 ON public.mail_sending USING btree (version_id);

CREATE INDEX mail_standardletter_name_03a710e1_like ON public.mail_standardletter USING btree (name varchar_pattern_ops);

CREATE INDEX mail_suppression_message_id_9b233589 ON public.mail_suppression USING btree (message_id);

CREATE INDEX membership_evidence_decided_by_id_d6a1eec9 ON public.membership_evidence USING btree (decided_by_id);

CREATE INDEX membership_evidence_person_id_6a6db0b9 ON public.membership_evidence USING btree (person_id);

CREATE INDEX membership_pause_by_id_f8227344 ON public.membership_pause USING btree (by_id);

CREATE INDEX membership_pause_term_id_dd3172a8 ON public.membership_pause USING btree (term_id);

CREATE INDEX membership_plan_afterwards_id_ec67a6a1 ON public.membership_plan USING btree (afterwards_id);

CREATE INDEX membership_plan_slug_65e20b50_like ON public.membership_plan USING btree (slug varchar_pattern_ops);

CREATE INDEX membership_price_entered_by_id_a40f5b27 ON public.membership_price USING btree (entered_by_id);

CREATE INDEX membership_price_plan_id_892b0c02 ON public.membership_price USING btree (plan_id);

CREATE INDEX membership_renewal_mandate_id_42b0d587 ON public.membership_renewal USING btree (mandate_id);

CREATE INDEX membership_renewal_next_plan_id_db0db30e ON public.membership_renewal USING btree (next_plan_id);

CREATE INDEX membership_renewal_notice_id_16866ad4 ON public.membership_renewal USING btree (notice_id);

CREATE INDEX membership_term_given_by_id_26191470 ON public.membership_term USING btree (given_by_id);

CREATE INDEX membership_term_membership_id_0d4a3795 ON public.membership_term USING btree (membership_id);

CREATE INDEX membership_term_order_line_id_b7f55ddd ON public.membership_term USING btree (order_line_id);

CREATE INDEX membership_term_plan_id_874defb7 ON public.membership_term USING btree (plan_id);

CREATE UNIQUE INDEX merged_once_at_a_time ON public.people_merge USING btree (merged_id) WHERE (unmerged_at IS NULL);

CREATE INDEX message_of_person ON public.mail_message USING btree (person_id, written_at DESC);

CREATE INDEX message_outbox ON public.mail_message USING btree (is_one_of_many, due_at, id) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX message_to_unknown ON public.mail_message USING btree (upper((address)::text)) WHERE (person_id IS NULL);

CREATE INDEX message_under_way ON public.mail_message USING btree (started_at) WHERE ((state)::text = 'sending'::text);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX notice_unhandled ON public.sales_providernotice USING btree (received_at) WHERE (handled_at IS NULL);

CREATE UNIQUE INDEX one_activity_per_source ON public.cpd_activity USING btree (person_id, source) WHERE (NOT ((source)::text = ''::text));

CREATE UNIQUE INDEX one_closing_at_a_time ON public.privacy_closing USING btree (person_id) WHERE ((done_at IS NULL) AND (taken_back_at IS NULL));

CREATE UNIQUE INDEX one_decision_on_a_line ON public.treasury_decision USING btree (line_id) WHERE (undone_at IS NULL);

CREATE UNIQUE INDEX one_invoice_per_order ON public.sales_invoice USING btree (order_id) WHERE ((corrects_id IS NULL) AND ((kind)::text = 'invoice'::text));

CREATE UNIQUE INDEX one_letter_an_address ON public.mail_recipient USING btree (sending_id, lower((address)::text)) WHERE (((reason)::text = ''::text) AND (NOT ((address)::text = ''::text)));

CREATE UNIQUE INDEX one_living_mandate_per_person ON public.sales_mandate USING btree (person_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX one_open_application_per_address ON public.gifts_application USING btree (lower((email)::text)) WHERE ((decided_at IS NULL) AND (NOT ((email)::text = ''::text)));

CREATE UNIQUE INDEX one_open_invitation_per_address ON public.teams_invitation USING btree (team_id, lower((email)::text)) WHERE ((declined_at IS NULL) AND (seat_id IS NULL) AND (withdrawn_at IS NULL) AND (NOT ((email)::text = ''::text)));

CREATE UNIQUE INDEX one_open_payment_per_order_and_gateway ON public.sales_payment USING btree (order_id, gateway) WHERE ((confirmed_at IS NULL) AND (failed_at IS NULL));

CREATE UNIQUE INDEX one_open_quote_per_enquiry ON public.enquiries_quote USING btree (enquiry_id) WHERE ((accepted_at IS NULL) AND (replaced_at IS NULL) AND (withdrawn_at IS NULL));

CREATE UNIQUE INDEX one_open_rupture ON public.repairs_rupture USING btree (kind, subject) WHERE (closed_at IS NULL);

CREATE UNIQUE INDEX one_person_per_address ON public.people_person USING btree (lower((email)::text));

CREATE UNIQUE INDEX one_price_a_day ON public.membership_price USING btree (plan_id, from_on) WHERE (withdrawn_at IS NULL);

CREATE UNIQUE INDEX one_run_at_a_time_on_a_subject ON public.work_run USING btree (subject) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'running'::character varying])::text[]));

CREATE UNIQUE INDEX one_running_affiliation ON public.people_affiliation USING btree (person_id, organisation_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX one_running_consent_per_purpose ON public.people_consent USING btree (person_id, purpose) WHERE (withdrawn_at IS NULL);

CREATE UNIQUE INDEX one_running_grant_of_a_role ON public.people_rolegrant USING btree (person_id, role, hub_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX one_running_suppression ON public.mail_suppression USING btree (lower((address)::text), reason) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX one_tier_per_size ON public.teams_tier USING btree (plan_id, from_seats) WHERE (withdrawn_at IS NULL);

CREATE UNIQUE INDEX one_view_permit_at_a_time ON public.people_viewpermit USING btree (person_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX one_waiting_evidence ON public.membership_evidence USING btree (person_id) WHERE (decided_at IS NULL);

CREATE UNIQUE INDEX one_whole_allotment_per_order_line ON public.teams_allotment USING btree (order_line_id) WHERE (cut_short_on IS NULL);

CREATE UNIQUE INDEX one_whole_term_per_order_line ON public.membership_term USING btree (order_line_id) WHERE (cut_short_on IS NULL);

CREATE INDEX order_newest ON public.sales_order USING btree (placed_at DESC);

CREATE INDEX order_of_person ON public.sales_order USING btree (person_id, placed_at DESC);

CREATE INDEX order_open ON public.sales_order USING btree (placed_at) WHERE ((paid_at IS NULL) AND (withdrawn_at IS NULL));

CREATE INDEX order_search ON public.sales_order USING gin (to_tsvector('simple'::regconfig, translate(lower((((((payer_given_name)::text || ' '::text) || (payer_family_name)::text) || ' '::text) || (payer_email)::text)), 'àáâãäåāăąçćčďèéêëēėęěğìíîïīįłñńňòóôõöøōőŕřśşšťùúûüūůűųýÿźżž@._-/+:'::text, 'aaaaaaaaacccdeeeeeeeegiiiiiilnnnoooooooorrssstuuuuuuuuyyzzz       '::text)));

CREATE INDEX payment_failed ON public.sales_payment USING btree (failed_at DESC) WHERE (failed_at IS NOT NULL);

CREATE INDEX payment_newest ON public.sales_payment USING btree (COALESCE(confirmed_at, failed_at, started_at) DESC, id DESC);

CREATE INDEX payment_open ON public.sales_payment USING btree (started_at) WHERE ((confirmed_at IS NULL) AND (failed_at IS NULL));

CREATE INDEX payment_to_charge ON public.sales_payment USING btree (started_at) WHERE ((failed_at IS NULL) AND (mandate_id IS NOT NULL) AND (reference IS NULL));

CREATE INDEX people_affiliation_organisation_id_cbfb6d1c ON public.people_affiliation USING btree (organisation_id);

CREATE INDEX people_affiliation_person_id_8c379ef7 ON public.people_affiliation USING btree (person_id);

CREATE INDEX people_consent_given_by_id_48a596ed ON public.people_consent USING btree (given_by_id);

CREATE INDEX people_consent_person_id_a757a92f ON public.people_consent USING btree (person_id);

CREATE INDEX people_consent_withdrawn_by_id_687f19d8 ON public.people_consent USING btree (withdrawn_by_id);

CREATE INDEX people_hold_person_id_2211a0fe ON public.people_hold USING btree (person_id);

CREATE INDEX people_hub_lead_id_18c881ed ON public.people_hub USING btree (lead_id);

CREATE INDEX people_hub_slug_4f0d1d23_like ON public.people_hub USING btree (slug varchar_pattern_ops);

CREATE INDEX people_keptfile_kept_by_id_06a599d7 ON public.people_keptfile USING btree (kept_by_id);

CREATE INDEX people_keptfile_person_id_5c4c1585 ON public.people_keptfile USING btree (person_id);

CREATE INDEX people_merge_by_id_dc211320 ON public.people_merge USING btree (by_id);

CREATE INDEX people_merge_kept_id_d4ee6e06 ON public.people_merge USING btree (kept_id);

CREATE INDEX people_merge_merged_id_87dce616 ON public.people_merge USING btree (merged_id);

CREATE INDEX people_merge_unmerged_by_id_db712b17 ON public.people_merge USING btree (unmerged_by_id);

CREATE INDEX people_move_merge_id_619d8565 ON public.people_move USING btree (merge_id);

CREATE INDEX people_person_groups_group_id_3ba87606 ON public.people_person_groups USING btree (group_id);

CREATE INDEX people_person_groups_person_id_b7e415fc ON public.people_person_groups USING btree (person_id);

CREATE INDEX people_person_hub_id_c4dc41c9 ON public.people_person USING btree (hub_id);

CREATE INDEX people_person_merged_into_id_138bbee4 ON public.people_person USING btree (merged_into_id);

CREATE INDEX people_person_user_permissions_permission_id_24fa752f ON public.people_person_user_permissions USING btree (permission_id);

CREATE INDEX people_person_user_permissions_person_id_755c9d0c ON public.people_person_user_permissions USING btree (person_id);

CREATE INDEX people_rolegrant_given_by_id_93b1b6a2 ON public.people_rolegrant USING btree (given_by_id);

CREATE INDEX people_rolegrant_hub_id_504bc76b ON public.people_rolegrant USING btree (hub_id);

CREATE INDEX people_rolegrant_person_id_d0a7ad15 ON public.people_rolegrant USING btree (person_id);

CREATE INDEX people_toldapart_by_id_a7482a41 ON public.people_toldapart USING btree (by_id);

CREATE INDEX people_toldapart_one_id_d0e32f47 ON public.people_toldapart USING btree (one_id);

CREATE INDEX people_toldapart_other_id_9001fde9 ON public.people_toldapart USING btree (other_id);

CREATE INDEX people_viewpermit_person_id_5eaecca6 ON public.people_viewpermit USING btree (person_id);

CREATE INDEX person_by_hub ON public.people_person USING btree (hub_id, family_name, given_name, id) WHERE ((merged_into_id IS NULL) AND (taken_back_at IS NULL));

CREATE INDEX person_by_name ON public.people_person USING btree (family_name, given_name, id) WHERE ((merged_into_id IS NULL) AND (taken_back_at IS NULL));

CREATE INDEX person_search ON public.people_person USING gin (search);

CREATE INDEX practice_country_name_99445fe0_like ON public.practice_country USING btree (name varchar_pattern_ops);

CREATE INDEX practice_signpost_country_id_4ea37f02 ON public.practice_signpost USING btree (country_id);

CREATE INDEX privacy_closing_person_id_63947e05 ON public.privacy_closing USING btree (person_id);

CREATE INDEX privacy_erasure_by_id_5982a932 ON public.privacy_erasure USING btree (by_id);

CREATE INDEX privacy_request_answered_by_id_91783418 ON public.privacy_request USING btree (answered_by_id);

CREATE INDEX privacy_request_asked_by_id_16a383d1 ON public.privacy_request USING btree (asked_by_id);

CREATE INDEX privacy_request_person_id_4489984f ON public.privacy_request USING btree (person_id);

CREATE INDEX privacy_review_by_id_6022a432 ON public.privacy_review USING btree (by_id);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE INDEX publishing_author_person_id_0923c37b ON public.publishing_author USING btree (person_id);

CREATE INDEX publishing_author_portrait_id_52a0b7f2 ON public.publishing_author USING btree (portrait_id);

CREATE INDEX publishing_author_slug_766834b5_like ON public.publishing_author USING btree (slug varchar_pattern_ops);

CREATE INDEX publishing_blogpost_author_id_e15b186b ON public.publishing_blogpost USING btree (author_id);

CREATE INDEX publishing_homepage_feature_id_1ba07203 ON public.publishing_homepage USING btree (feature_id);

CREATE INDEX publishing_newsitem_hub_id_a6f41897 ON public.publishing_newsitem USING btree (hub_id);

CREATE INDEX publishing_posttag_content_object_id_05c19d35 ON public.publishing_posttag USING btree (content_object_id);

CREATE INDEX publishing_posttag_tag_id_b75c2096 ON public.publishing_posttag USING btree (tag_id);

CREATE INDEX quote_open ON public.enquiries_quote USING btree (valid_until) WHERE ((accepted_at IS NULL) AND (replaced_at IS NULL) AND (withdrawn_at IS NULL));

CREATE INDEX recipient_by_reason ON public.mail_recipient USING btree (sending_id, reason, id);

CREATE INDEX recipient_to_write_to ON public.mail_recipient USING btree (sending_id, id) WHERE ((message_id IS NULL) AND ((reason)::text = ''::text));

CREATE INDEX referenceindex_source_object ON public.wagtailcore_referenceindex USING btree (base_content_type_id, object_id);

CREATE INDEX referenceindex_target_object ON public.wagtailcore_referenceindex USING btree (to_content_type_id, to_object_id);

CREATE INDEX refund_asked ON public.sales_refund USING btree (next_try_at) WHERE ((state)::text = 'asked'::text);

CREATE INDEX refund_newest ON public.sales_refund USING btree (asked_at DESC, id DESC);

CREATE INDEX renewal_due ON public.membership_renewal USING btree (due_on) WHERE (due_on IS NOT NULL);

CREATE INDEX renewal_failed ON public.membership_renewal USING btree (failed_at) WHERE (failed_at IS NOT NULL);

CREATE INDEX repairs_rupture_person_id_321a7823 ON public.repairs_rupture USING btree (person_id);

CREATE INDEX repairs_steptaken_message_id_b8bd0fd3 ON public.repairs_steptaken USING btree (message_id);

CREATE INDEX repairs_steptaken_rupture_id_25d61c53 ON public.repairs_steptaken USING btree (rupture_id);

CREATE INDEX request_of_person ON public.privacy_request USING btree (person_id, id DESC);

CREATE INDEX request_open ON public.privacy_request USING btree (due_on) WHERE (answered_at IS NULL);

CREATE INDEX review_of_rule ON public.privacy_review USING btree (rule, at DESC);

CREATE INDEX row_alike ON public.importers_importrow USING btree (upload_id, number) WHERE (alike_id IS NOT NULL);

CREATE INDEX row_with_fault ON public.importers_importrow USING btree (upload_id, number) WHERE (NOT (faults = '{}'::character varying(300)[]));

CREATE INDEX run_of_subject ON public.work_run USING btree (subject, id DESC);

CREATE INDEX rupture_in_order ON public.repairs_rupture USING btree (closed_at DESC, since, id);

CREATE INDEX rupture_of_person ON public.repairs_rupture USING btree (person_id, since DESC);

CREATE INDEX rupture_open ON public.repairs_rupture USING btree (noticed_at) WHERE (closed_at IS NULL);

CREATE INDEX sales_cardrequest_key_b236ae17_like ON public.sales_cardrequest USING btree (key varchar_pattern_ops);

CREATE INDEX sales_cardrequest_person_id_85dff1a6 ON public.sales_cardrequest USING btree (person_id);

CREATE INDEX sales_cardrequest_reference_688f2df8_like ON public.sales_cardrequest USING btree (reference varchar_pattern_ops);

CREATE INDEX sales_counter_series_99f81f4b_like ON public.sales_counter USING btree (series varchar_pattern_ops);

CREATE INDEX sales_invoice_corrects_id_04382e5a ON public.sales_invoice USING btree (corrects_id);

CREATE INDEX sales_invoice_order_id_3db25fae ON public.sales_invoice USING btree (order_id);

CREATE INDEX sales_mandate_person_id_aa5fe283 ON public.sales_mandate USING btree (person_id);

CREATE INDEX sales_order_key_6986949b_like ON public.sales_order USING btree (key varchar_pattern_ops);

CREATE INDEX sales_order_mandate_id_5e6363c6 ON public.sales_order USING btree (mandate_id);

CREATE INDEX sales_order_person_id_ce517221 ON public.sales_order USING btree (person_id);

CREATE INDEX sales_order_token_e45c79b0_like ON public.sales_order USING btree (token varchar_pattern_ops);

CREATE INDEX sales_orderline_order_id_9f597de6 ON public.sales_orderline USING btree (order_id);

CREATE INDEX sales_payment_key_cd6a3338_like ON public.sales_payment USING btree (key varchar_pattern_ops);

CREATE INDEX sales_payment_mandate_id_a91a35a9 ON public.sales_payment USING btree (mandate_id);

CREATE INDEX sales_payment_order_id_65bb0653 ON public.sales_payment USING btree (order_id);

CREATE INDEX sales_refund_by_id_832c899f ON public.sales_refund USING btree (by_id);

CREATE INDEX sales_refund_key_7b41e7a6_like ON public.sales_refund USING btree (key varchar_pattern_ops);

CREATE INDEX sales_refund_order_id_e4e7c9a4 ON public.sales_refund USING btree (order_id);

CREATE INDEX sales_refund_payment_id_db81c21d ON public.sales_refund USING btree (payment_id);

CREATE INDEX seat_running ON public.teams_seat USING btree (team_id) WHERE (ended_at IS NULL);

CREATE INDEX setup_setup_account_id_c51d021a ON public.setup_setup USING btree (account_id);

CREATE INDEX taggit_tag_name_58eb2ed9_like ON public.taggit_tag USING btree (name varchar_pattern_ops);

CREATE INDEX taggit_tag_slug_6be58b2c_like ON public.taggit_tag USING btree (slug varchar_pattern_ops);

CREATE INDEX taggit_tagg_content_8fc721_idx ON public.taggit_taggeditem USING btree (content_type_id, object_id);

CREATE INDEX taggit_taggeditem_content_type_id_9957a03c ON public.taggit_taggeditem USING btree (content_type_id);

CREATE INDEX taggit_taggeditem_object_id_e2d7d1df ON public.taggit_taggeditem USING btree (object_id);

CREATE INDEX taggit_taggeditem_tag_id_f4f5b767 ON public.taggit_taggeditem USING btree (tag_id);

CREATE INDEX teams_allotment_order_line_id_276ec8e2 ON public.teams_allotment USING btree (order_line_id);

CREATE INDEX teams_allotment_team_id_80b0df97 ON public.teams_allotment USING btree (team_id);

CREATE INDEX teams_invitation_invited_by_id_41547d4c ON public.teams_invitation USING btree (invited_by_id);

CREATE INDEX teams_invitation_letter_id_792b74fe ON public.teams_invitation USING btree (letter_id);

CREATE INDEX teams_invitation_team_id_a2bdbbfc ON public.teams_invitation USING btree (team_id);

CREATE INDEX teams_proposal_team_id_ea69efab ON public.teams_proposal USING btree (team_id);

CREATE INDEX teams_seat_assigned_by_id_696196a1 ON public.teams_seat USING btree (assigned_by_id);

CREATE INDEX teams_seat_ended_by_id_e585fb49 ON public.teams_seat USING btree (ended_by_id);

CREATE INDEX teams_seat_team_id_33952d80 ON public.teams_seat USING btree (team_id);

CREATE INDEX teams_team_coordinator_id_559dc15e ON public.teams_team USING btree (coordinator_id);

CREATE INDEX teams_team_organisation_id_c5f7ea41 ON public.teams_team USING btree (organisation_id);

CREATE INDEX teams_team_plan_id_7b16c55c ON public.teams_team USING btree (plan_id);

CREATE INDEX teams_tier_entered_by_id_02b679ab ON public.teams_tier USING btree (entered_by_id);

CREATE INDEX teams_tier_plan_id_4c47ddf0 ON public.teams_tier USING btree (plan_id);

CREATE INDEX term_by_end ON public.membership_term USING btree (ends_on);

CREATE INDEX term_of_membership ON public.membership_term USING btree (membership_id, ends_on DESC);

CREATE INDEX timeline_fact_corrects_id_2193fb28 ON public.timeline_fact USING btree (corrects_id);

CREATE INDEX treasury_decision_by_id_b180e3ef ON public.treasury_decision USING btree (by_id);

CREATE INDEX treasury_decision_line_id_cf63cd24 ON public.treasury_decision USING btree (line_id);

CREATE INDEX treasury_decision_order_id_05968245 ON public.treasury_decision USING btree (order_id);

CREATE INDEX treasury_decision_undone_by_id_16e1f769 ON public.treasury_decision USING btree (undone_by_id);

CREATE INDEX treasury_statement_fingerprint_d38f1a13_like ON public.treasury_statement USING btree (fingerprint varchar_pattern_ops);

CREATE INDEX treasury_statement_received_by_id_7f8f94f4 ON public.treasury_statement USING btree (received_by_id);

CREATE INDEX treasury_statementline_identity_31dc5146_like ON public.treasury_statementline USING btree (identity varchar_pattern_ops);

CREATE INDEX treasury_statementline_statement_id_fc15d994 ON public.treasury_statementline USING btree (statement_id);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_in_progress_workflow ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id) WHERE ((status)::text = ANY ((ARRAY['in_progress'::character varying, 'needs_changes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX wagtailadmi_content_717955_idx ON public.wagtailadmin_editingsession USING btree (content_type_id, object_id);

CREATE INDEX wagtailadmin_editingsession_content_type_id_4df7730e ON public.wagtailadmin_editingsession USING btree (content_type_id);

CREATE INDEX wagtailadmin_editingsession_user_id_6e1a9b70 ON public.wagtailadmin_editingsession USING btree (user_id);

CREATE INDEX wagtailadmin_formstate_content_type_id_e32438b3 ON public.wagtailadmin_formstate USING btree (content_type_id);

CREATE INDEX wagtailadmin_formstate_user_id_b910adc2 ON public.wagtailadmin_formstate USING btree (user_id);

CREATE INDEX wagtailcore_apitoken_key_hash_65979b78_like ON public.wagtailcore_apitoken USING btree (key_hash varchar_pattern_ops);

CREATE INDEX wagtailcore_apitoken_user_id_49b1141b ON public.wagtailcore_apitoken USING btree (user_id);

CREATE INDEX wagtailcore_collection_path_d848dc19_like ON public.wagtailcore_collection USING btree (path varchar_pattern_ops);

CREATE INDEX wagtailcore_collectionview_collectionviewrestriction__47320efd ON public.wagtailcore_collectionviewrestriction_groups USING btree (collectionviewrestriction_id);

CREATE INDEX wagtailcore_collectionviewrestriction_collection_id_761908ec ON public.wagtailcore_collectionviewrestriction USING btree (collection_id);

CREATE INDEX wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3 ON public.wagtailcore_collectionviewrestriction_groups USING btree (group_id);

CREATE INDEX wagtailcore_comment_page_id_108444b5 ON public.wagtailcore_comment USING btree (page_id);

CREATE INDEX wagtailcore_comment_resolved_by_id_a282aa0e ON public.wagtailcore_comment USING btree (resolved_by_id);

CREATE INDEX wagtailcore_comment_revision_created_id_1d058279 ON public.wagtailcore_comment USING btree (revision_created_id);

CREATE INDEX wagtailcore_comment_user_id_0c577ca6 ON public.wagtailcore_comment USING btree (user_id);

CREATE INDEX wagtailcore_commentreply_comment_id_afc7e027 ON public.wagtailcore_commentreply USING btree (comment_id);

CREATE INDEX wagtailcore_commentreply_user_id_d0b3b9c3 ON public.wagtailcore_commentreply USING btree (user_id);

CREATE INDEX wagtailcore_groupapprovalt_groupapprovaltask_id_9a9255ea ON public.wagtailcore_groupapprovaltask_groups USING btree (groupapprovaltask_id);

CREATE INDEX wagtailcore_groupapprovaltask_groups_group_id_2e64b61f ON public.wagtailcore_groupapprovaltask_groups USING btree (group_id);

CREATE INDEX wagtailcore_groupcollectionpermission_collection_id_5423575a ON public.wagtailcore_groupcollectionpermission USING btree (collection_id);

CREATE INDEX wagtailcore_groupcollectionpermission_group_id_05d61460 ON public.wagtailcore_groupcollectionpermission USING btree (group_id);

CREATE INDEX wagtailcore_groupcollectionpermission_permission_id_1b626275 ON public.wagtailcore_groupcollectionpermission USING btree (permission_id);

CREATE INDEX wagtailcore_grouppagepermission_group_id_fc07e671 ON public.wagtailcore_grouppagepermission USING btree (group_id);

CREATE INDEX wagtailcore_grouppagepermission_page_id_710b114a ON public.wagtailcore_grouppagepermission USING btree (page_id);

CREATE INDEX wagtailcore_grouppagepermission_permission_id_05acb22e ON public.wagtailcore_grouppagepermission USING btree (permission_id);

CREATE INDEX wagtailcore_groupsitepermission_group_id_e5cdbee4 ON public.wagtailcore_groupsitepermission USING btree (group_id);

CREATE INDEX wagtailcore_groupsitepermission_permission_id_459b1f38 ON public.wagtailcore_groupsitepermission USING btree (permission_id);

CREATE INDEX wagtailcore_groupsitepermission_site_id_245de488 ON public.wagtailcore_groupsitepermission USING btree (site_id);

CREATE INDEX wagtailcore_locale_language_code_03149338_like ON public.wagtailcore_locale USING btree (language_code varchar_pattern_ops);

CREATE INDEX wagtailcore_modellogentry_action_d2d856ee ON public.wagtailcore_modellogentry USING btree (action);

CREATE INDEX wagtailcore_modellogentry_action_d2d856ee_like ON public.wagtailcore_modellogentry USING btree (action varchar_pattern_ops);

CREATE INDEX wagtailcore_modellogentry_content_changed_8bc39742 ON public.wagtailcore_modellogentry USING btree (content_changed);

CREATE INDEX wagtailcore_modellogentry_content_type_id_68849e77 ON public.wagtailcore_modellogentry USING btree (content_type_id);

CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef ON public.wagtailcore_modellogentry USING btree (object_id);

CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef_like ON public.wagtailcore_modellogentry USING btree (object_id varchar_pattern_ops);

CREATE INDEX wagtailcore_modellogentry_revision_id_df6ca33a ON public.wagtailcore_modellogentry USING btree (revision_id);

CREATE INDEX wagtailcore_modellogentry_timestamp_9694521b ON public.wagtailcore_modellogentry USING btree ("timestamp");

CREATE INDEX wagtailcore_modellogentry_user_id_0278d1bf ON public.wagtailcore_modellogentry USING btree (user_id);

CREATE INDEX wagtailcore_page_alias_of_id_12945502 ON public.wagtailcore_page USING btree (alias_of_id);

CREATE INDEX wagtailcore_page_content_type_id_c28424df ON public.wagtailcore_page USING btree (content_type_id);

CREATE INDEX wagtailcore_page_first_published_at_2b5dd637 ON public.wagtailcore_page USING btree (first_published_at);

CREATE INDEX wagtailcore_page_latest_revision_id_e60fef51 ON public.wagtailcore_page USING btree (latest_revision_id);

CREATE INDEX wagtailcore_page_live_revision_id_930bd822 ON public.wagtailcore_page USING btree (live_revision_id);

CREATE INDEX wagtailcore_page_locale_id_3c7e30a6 ON public.wagtailcore_page USING btree (locale_id);

CREATE INDEX wagtailcore_page_locked_by_id_bcb86245 ON public.wagtailcore_page USING btree (locked_by_id);

CREATE INDEX wagtailcore_page_owner_id_fbf7c332 ON public.wagtailcore_page USING btree (owner_id);

CREATE INDEX wagtailcore_page_path_98eba2c8_like ON public.wagtailcore_page USING btree (path varchar_pattern_ops);

CREATE INDEX wagtailcore_page_slug_e7c11b8f ON public.wagtailcore_page USING btree (slug);

CREATE INDEX wagtailcore_page_slug_e7c11b8f_like ON public.wagtailcore_page USING btree (slug varchar_pattern_ops);

CREATE INDEX wagtailcore_pagelogentry_action_c2408198 ON public.wagtailcore_pagelogentry USING btree (action);

CREATE INDEX wagtailcore_pagelogentry_action_c2408198_like ON public.wagtailcore_pagelogentry USING btree (action varchar_pattern_ops);

CREATE INDEX wagtailcore_pagelogentry_content_changed_99f27ade ON public.wagtailcore_pagelogentry USING btree (content_changed);

CREATE INDEX wagtailcore_pagelogentry_content_type_id_74e7708a ON public.wagtailcore_pagelogentry USING btree (content_type_id);

CREATE INDEX wagtailcore_pagelogentry_page_id_8464e327 ON public.wagtailcore_pagelogentry USING btree (page_id);

CREATE INDEX wagtailcore_pagelogentry_revision_id_8043d103 ON public.wagtailcore_pagelogentry USING btree (revision_id);

CREATE INDEX wagtailcore_pagelogentry_timestamp_deb774c4 ON public.wagtailcore_pagelogentry USING btree ("timestamp");

CREATE INDEX wagtailcore_pagelogentry_user_id_604ccfd8 ON public.wagtailcore_pagelogentry USING btree (user_id);

CREATE INDEX wagtailcore_pagerevision_approved_go_live_at_e56afc67 ON public.wagtailcore_revision USING btree (approved_go_live_at);

CREATE INDEX wagtailcore_pagerevision_created_at_66954e3b ON public.wagtailcore_revision USING btree (created_at);

CREATE INDEX wagtailcore_pagerevision_user_id_2409d2f4 ON public.wagtailcore_revision USING btree (user_id);

CREATE INDEX wagtailcore_pagesubscription_page_id_a085e7a6 ON public.wagtailcore_pagesubscription USING btree (page_id);

CREATE INDEX wagtailcore_pagesubscription_user_id_89d7def9 ON public.wagtailcore_pagesubscription USING btree (user_id);

CREATE INDEX wagtailcore_pageviewrestri_pageviewrestriction_id_f147a99a ON public.wagtailcore_pageviewrestriction_groups USING btree (pageviewrestriction_id);

CREATE INDEX wagtailcore_pageviewrestriction_groups_group_id_6460f223 ON public.wagtailcore_pageviewrestriction_groups USING btree (group_id);

CREATE INDEX wagtailcore_pageviewrestriction_page_id_15a8bea6 ON public.wagtailcore_pageviewrestriction USING btree (page_id);

CREATE INDEX wagtailcore_referenceindex_base_content_type_id_313cf40f ON public.wagtailcore_referenceindex USING btree (base_content_type_id);

CREATE INDEX wagtailcore_referenceindex_content_type_id_766e0336 ON public.wagtailcore_referenceindex USING btree (content_type_id);

CREATE INDEX wagtailcore_referenceindex_to_content_type_id_93690bbd ON public.wagtailcore_referenceindex USING btree (to_content_type_id);

CREATE INDEX wagtailcore_revision_base_content_type_id_5b4ef7bd ON public.wagtailcore_revision USING btree (base_content_type_id);

CREATE INDEX wagtailcore_revision_content_type_id_c8cb69c0 ON public.wagtailcore_revision USING btree (content_type_id);

CREATE INDEX wagtailcore_site_hostname_96b20b46 ON public.wagtailcore_site USING btree (hostname);

CREATE INDEX wagtailcore_site_hostname_96b20b46_like ON public.wagtailcore_site USING btree (hostname varchar_pattern_ops);

CREATE INDEX wagtailcore_site_root_page_id_e02fb95c ON public.wagtailcore_site USING btree (root_page_id);

CREATE INDEX wagtailcore_task_content_type_id_249ab8ba ON public.wagtailcore_task USING btree (content_type_id);

CREATE INDEX wagtailcore_taskstate_content_type_id_0a758fdc ON public.wagtailcore_taskstate USING btree (content_type_id);

CREATE INDEX wagtailcore_taskstate_finished_by_id_13f98229 ON public.wagtailcore_taskstate USING btree (finished_by_id);

CREATE INDEX wagtailcore_taskstate_page_revision_id_9f52c88e ON public.wagtailcore_taskstate USING btree (revision_id);

CREATE INDEX wagtailcore_taskstate_task_id_c3677c34 ON public.wagtailcore_taskstate USING btree (task_id);

CREATE INDEX wagtailcore_taskstate_workflow_state_id_9239a775 ON public.wagtailcore_taskstate USING btree (workflow_state_id);

CREATE INDEX wagtailcore_uploadedfile_for_content_type_id_b0fc87b2 ON public.wagtailcore_uploadedfile USING btree (for_content_type_id);

CREATE INDEX wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8 ON public.wagtailcore_uploadedfile USING btree (uploaded_by_user_id);

CREATE INDEX wagtailcore_uuid_06a44d_idx ON public.wagtailcore_pagelogentry USING btree (uuid, action, "timestamp" DESC);

CREATE INDEX wagtailcore_uuid_d6363b_idx ON public.wagtailcore_modellogentry USING btree (uuid, action, "timestamp" DESC);

CREATE INDEX wagtailcore_workflowcontenttype_workflow_id_9aad7cd2 ON public.wagtailcore_workflowcontenttype USING btree (workflow_id);

CREATE INDEX wagtailcore_workflowpage_workflow_id_56f56ff6 ON public.wagtailcore_workflowpage USING btree (workflow_id);

CREATE INDEX wagtailcore_workflowstate_base_content_type_id_a30dc576 ON public.wagtailcore_workflowstate USING btree (base_content_type_id);

CREATE INDEX wagtailcore_workflowstate_content_type_id_2bb78ce1 ON public.wagtailcore_workflowstate USING btree (content_type_id);

CREATE INDEX wagtailcore_workflowstate_requested_by_id_4090bca3 ON public.wagtailcore_workflowstate USING btree (requested_by_id);

CREATE INDEX wagtailcore_workflowstate_workflow_id_1f18378f ON public.wagtailcore_workflowstate USING btree (workflow_id);

CREATE INDEX wagtailcore_workflowtask_task_id_ce7716fe ON public.wagtailcore_workflowtask USING btree (task_id);

CREATE INDEX wagtailcore_workflowtask_workflow_id_b9717175 ON public.wagtailcore_workflowtask USING btree (workflow_id);

CREATE INDEX wagtaildocs_document_collection_id_23881625 ON public.wagtaildocs_document USING btree (collection_id);

CREATE INDEX wagtaildocs_document_uploaded_by_user_id_17258b41 ON public.wagtaildocs_document USING btree (uploaded_by_user_id);

CREATE INDEX wagtailembeds_embed_cache_until_26c94bb0 ON public.wagtailembeds_embed USING btree (cache_until);

CREATE INDEX wagtailembeds_embed_hash_c9bd8c9a_like ON public.wagtailembeds_embed USING btree (hash varchar_pattern_ops);

CREATE INDEX wagtailimages_image_collection_id_c2f8af7e ON public.wagtailimages_image USING btree (collection_id);

CREATE INDEX wagtailimages_image_created_at_86fa6cd4 ON public.wagtailimages_image USING btree (created_at);

CREATE INDEX wagtailimages_image_file_hash_fb5bbb23 ON public.wagtailimages_image USING btree (file_hash);

CREATE INDEX wagtailimages_image_file_hash_fb5bbb23_like ON public.wagtailimages_image USING btree (file_hash varchar_pattern_ops);

CREATE INDEX wagtailimages_image_uploaded_by_user_id_5d73dc75 ON public.wagtailimages_image USING btree (uploaded_by_user_id);

CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201 ON public.wagtailimages_rendition USING btree (filter_spec);

CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201_like ON public.wagtailimages_rendition USING btree (filter_spec varchar_pattern_ops);

CREATE INDEX wagtailimages_rendition_image_id_3e1fd774 ON public.wagtailimages_rendition USING btree (image_id);

CREATE INDEX wagtailredirects_redirect_old_path_bb35247b ON public.wagtailredirects_redirect USING btree (old_path);

CREATE INDEX wagtailredirects_redirect_old_path_bb35247b_like ON public.wagtailredirects_redirect USING btree (old_path varchar_pattern_ops);

CREATE INDEX wagtailredirects_redirect_redirect_page_id_b5728a8f ON public.wagtailredirects_redirect USING btree (redirect_page_id);

CREATE INDEX wagtailredirects_redirect_site_id_780a0e1e ON public.wagtailredirects_redirect USING btree (site_id);

CREATE INDEX wagtailsear_autocom_476c89_gin ON public.wagtailsearch_indexentry USING gin (autocomplete);

CREATE INDEX wagtailsear_body_90c85d_gin ON public.wagtailsearch_indexentry USING gin (body);

CREATE INDEX wagtailsear_title_9caae0_gin ON public.wagtailsearch_indexentry USING gin (title);

CREATE INDEX wagtailsearch_indexentry_content_type_id_62ed694f ON public.wagtailsearch_indexentry USING btree (content_type_id);

CREATE INDEX work_run_asked_by_id_ba11e81a ON public.work_run USING btree (asked_by_id);

CREATE INDEX workflowstate_base_ct_id_idx ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id);

CREATE INDEX workflowstate_ct_id_idx ON public.wagtailcore_workflowstate USING btree (content_type_id, object_id);

CREATE TRIGGER ledger_entry_append_only BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION public.goldseam_refuse_change();

CREATE CONSTRAINT TRIGGER ledger_entry_has_postings AFTER INSERT ON public.ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.ledger_entry_balances();

CREATE TRIGGER ledger_posting_append_only BEFORE DELETE OR UPDATE ON public.ledger_posting FOR EACH ROW EXECUTE FUNCTION public.goldseam_refuse_change();

CREATE CONSTRAINT TRIGGER ledger_posting_balances AFTER INSERT ON public.ledger_posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.ledger_entry_balances();

CREATE TRIGGER mail_letterversion_append_only BEFORE DELETE OR UPDATE ON public.mail_letterversion FOR EACH ROW EXECUTE FUNCTION public.goldseam_refuse_change();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER timeline_fact_append_only BEFORE DELETE OR UPDATE ON public.timeline_fact FOR EACH ROW EXECUTE FUNCTION public.goldseam_refuse_change();

ALTER TABLE ONLY public.access_session
    ADD CONSTRAINT access_session_person_id_39fc6e1b_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_people_person_id FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cpd_activity
    ADD CONSTRAINT cpd_activity_person_id_d38a3759_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.demo_gateway_bankrefund
    ADD CONSTRAINT demo_gateway_bankref_session_id_3289cacb_fk_demo_gate FOREIGN KEY (session_id) REFERENCES public.demo_gateway_banksession(reference) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.demo_gateway_banksession
    ADD CONSTRAINT demo_gateway_bankses_card_id_5a8a3153_fk_demo_gate FOREIGN KEY (card_id) REFERENCES public.demo_gateway_bankcard(reference) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_chosencolumns
    ADD CONSTRAINT desk_chosencolumns_person_id_8c684060_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_export
    ADD CONSTRAINT desk_export_asked_by_id_95d874db_fk_people_person_id FOREIGN KEY (asked_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_keptsearch
    ADD CONSTRAINT desk_keptsearch_owner_id_5867ff2f_fk_people_person_id FOREIGN KEY (owner_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.enquiries_enquiry
    ADD CONSTRAINT enquiries_enquiry_hub_id_c70f9be3_fk_people_hub_id FOREIGN KEY (hub_id) REFERENCES public.people_hub(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.enquiries_enquiry
    ADD CONSTRAINT enquiries_enquiry_owner_id_da8fc875_fk_people_person_id FOREIGN KEY (owner_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.enquiries_enquiry
    ADD CONSTRAINT enquiries_enquiry_person_id_b1474a7b_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.enquiries_entry
    ADD CONSTRAINT enquiries_entry_author_id_bfa7c9b0_fk_people_person_id FOREIGN KEY (author_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.enquiries_entry
    ADD CONSTRAINT enquiries_entry_enquiry_id_7de542ff_fk_enquiries_enquiry_id FOREIGN KEY (enquiry_id) REFERENCES public.enquiries_enquiry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.enquiries_entry
    ADD CONSTRAINT enquiries_entry_letter_id_2aa1366e_fk_mail_message_id FOREIGN KEY (letter_id) REFERENCES public.mail_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.enquiries_quote
    ADD CONSTRAINT enquiries_quote_enquiry_id_35d71c59_fk_enquiries_enquiry_id FOREIGN KEY (enquiry_id) REFERENCES public.enquiries_enquiry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.enquiries_quote
    ADD CONSTRAINT enquiries_quote_made_by_id_a2915470_fk_people_person_id FOREIGN KEY (made_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.enquiries_quote
    ADD CONSTRAINT enquiries_quote_order_id_20bbc0ca_fk_sales_order_id FOREIGN KEY (order_id) REFERENCES public.sales_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.enquiries_quote
    ADD CONSTRAINT enquiries_quote_plan_id_167d8005_fk_membership_plan_id FOREIGN KEY (plan_id) REFERENCES public.membership_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gifts_application
    ADD CONSTRAINT gifts_application_decided_by_id_8a117cab_fk_people_person_id FOREIGN KEY (decided_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gifts_application
    ADD CONSTRAINT gifts_application_delivery_id_7ff4b436_fk_gifts_delivery_id FOREIGN KEY (delivery_id) REFERENCES public.gifts_delivery(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gifts_application
    ADD CONSTRAINT gifts_application_plan_id_bd586190_fk_membership_plan_id FOREIGN KEY (plan_id) REFERENCES public.membership_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gifts_delivery
    ADD CONSTRAINT gifts_delivery_gift_id_6310375f_fk_gifts_gift_id FOREIGN KEY (gift_id) REFERENCES public.gifts_gift(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gifts_delivery
    ADD CONSTRAINT gifts_delivery_letter_id_fa68ad7b_fk_mail_message_id FOREIGN KEY (letter_id) REFERENCES public.mail_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gifts_delivery
    ADD CONSTRAINT gifts_delivery_made_by_id_574968da_fk_people_person_id FOREIGN KEY (made_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gifts_delivery
    ADD CONSTRAINT gifts_delivery_term_id_47752c93_fk_membership_term_id FOREIGN KEY (term_id) REFERENCES public.membership_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gifts_gift
    ADD CONSTRAINT gifts_gift_order_line_id_82fe9cb7_fk_sales_orderline_id FOREIGN KEY (order_line_id) REFERENCES public.sales_orderline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gifts_gift
    ADD CONSTRAINT gifts_gift_plan_id_e48b898f_fk_membership_plan_id FOREIGN KEY (plan_id) REFERENCES public.membership_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hubs_entry
    ADD CONSTRAINT hubs_entry_person_id_29d1474d_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hubs_furtherhub
    ADD CONSTRAINT hubs_furtherhub_hub_id_3df6e04b_fk_people_hub_id FOREIGN KEY (hub_id) REFERENCES public.people_hub(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hubs_furtherhub
    ADD CONSTRAINT hubs_furtherhub_person_id_8c0517e5_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.importers_import
    ADD CONSTRAINT importers_import_brought_by_id_56a28e40_fk_people_person_id FOREIGN KEY (brought_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.importers_importedarticle
    ADD CONSTRAINT importers_importedar_page_id_b97cbcd3_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.importers_importedarticle
    ADD CONSTRAINT importers_importedar_upload_id_bd7abfbc_fk_importers FOREIGN KEY (upload_id) REFERENCES public.importers_import(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.importers_importedpicture
    ADD CONSTRAINT importers_importedpi_image_id_b596d81b_fk_wagtailim FOREIGN KEY (image_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.importers_importedpicture
    ADD CONSTRAINT importers_importedpi_upload_id_31cbf747_fk_importers FOREIGN KEY (upload_id) REFERENCES public.importers_import(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.importers_importrow
    ADD CONSTRAINT importers_importrow_alike_id_4a89e271_fk_people_person_id FOREIGN KEY (alike_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.importers_importrow
    ADD CONSTRAINT importers_importrow_person_id_c573a45d_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.importers_importrow
    ADD CONSTRAINT importers_importrow_upload_id_3b30051b_fk_importers_import_id FOREIGN KEY (upload_id) REFERENCES public.importers_import(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_by_id_42356b69_fk_people_person_id FOREIGN KEY (by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_reverses_id_e0cdc015_fk_ledger_entry_id FOREIGN KEY (reverses_id) REFERENCES public.ledger_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_posting
    ADD CONSTRAINT ledger_posting_account_id_964f801d_fk_ledger_account_code FOREIGN KEY (account_id) REFERENCES public.ledger_account(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_posting
    ADD CONSTRAINT ledger_posting_entry_id_1c3a07af_fk_ledger_entry_id FOREIGN KEY (entry_id) REFERENCES public.ledger_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.library_version
    ADD CONSTRAINT library_version_factsheet_id_fc6920d2_fk_library_factsheet_id FOREIGN KEY (factsheet_id) REFERENCES public.library_factsheet(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_letterversion
    ADD CONSTRAINT mail_letterversion_letter_id_4ed2d8dc_fk_mail_standardletter_id FOREIGN KEY (letter_id) REFERENCES public.mail_standardletter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_letterversion
    ADD CONSTRAINT mail_letterversion_written_by_id_34cfe54a_fk_people_person_id FOREIGN KEY (written_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT mail_message_again_id_ee770de6_fk_mail_message_id FOREIGN KEY (again_id) REFERENCES public.mail_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT mail_message_person_id_9222cb9d_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_recipient
    ADD CONSTRAINT mail_recipient_message_id_40e35005_fk_mail_message_id FOREIGN KEY (message_id) REFERENCES public.mail_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_recipient
    ADD CONSTRAINT mail_recipient_person_id_565664dc_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_recipient
    ADD CONSTRAINT mail_recipient_sending_id_a47c66ce_fk_mail_sending_id FOREIGN KEY (sending_id) REFERENCES public.mail_sending(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_sending
    ADD CONSTRAINT mail_sending_begun_by_id_77d580ad_fk_people_person_id FOREIGN KEY (begun_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_sending
    ADD CONSTRAINT mail_sending_hub_id_2f02be2a_fk_people_hub_id FOREIGN KEY (hub_id) REFERENCES public.people_hub(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_sending
    ADD CONSTRAINT mail_sending_prepared_by_id_0834a93f_fk_people_person_id FOREIGN KEY (prepared_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_sending
    ADD CONSTRAINT mail_sending_version_id_3fd36e56_fk_mail_letterversion_id FOREIGN KEY (version_id) REFERENCES public.mail_letterversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mail_suppression
    ADD CONSTRAINT mail_suppression_message_id_9b233589_fk_mail_message_id FOREIGN KEY (message_id) REFERENCES public.mail_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_evidence
    ADD CONSTRAINT membership_evidence_decided_by_id_d6a1eec9_fk_people_person_id FOREIGN KEY (decided_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_evidence
    ADD CONSTRAINT membership_evidence_person_id_6a6db0b9_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_membership
    ADD CONSTRAINT membership_membership_person_id_4593a1f9_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_pause
    ADD CONSTRAINT membership_pause_by_id_f8227344_fk_people_person_id FOREIGN KEY (by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_pause
    ADD CONSTRAINT membership_pause_term_id_dd3172a8_fk_membership_term_id FOREIGN KEY (term_id) REFERENCES public.membership_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_plan
    ADD CONSTRAINT membership_plan_afterwards_id_ec67a6a1_fk_membership_plan_id FOREIGN KEY (afterwards_id) REFERENCES public.membership_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_price
    ADD CONSTRAINT membership_price_entered_by_id_a40f5b27_fk_people_person_id FOREIGN KEY (entered_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_price
    ADD CONSTRAINT membership_price_plan_id_892b0c02_fk_membership_plan_id FOREIGN KEY (plan_id) REFERENCES public.membership_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_renewal
    ADD CONSTRAINT membership_renewal_follows_id_aea205b2_fk_membership_term_id FOREIGN KEY (follows_id) REFERENCES public.membership_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_renewal
    ADD CONSTRAINT membership_renewal_mandate_id_42b0d587_fk_sales_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.sales_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_renewal
    ADD CONSTRAINT membership_renewal_next_plan_id_db0db30e_fk_membership_plan_id FOREIGN KEY (next_plan_id) REFERENCES public.membership_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_renewal
    ADD CONSTRAINT membership_renewal_notice_id_16866ad4_fk_mail_message_id FOREIGN KEY (notice_id) REFERENCES public.mail_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_renewal
    ADD CONSTRAINT membership_renewal_order_id_a9a4dbe0_fk_sales_order_id FOREIGN KEY (order_id) REFERENCES public.sales_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_term
    ADD CONSTRAINT membership_term_given_by_id_26191470_fk_people_person_id FOREIGN KEY (given_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_term
    ADD CONSTRAINT membership_term_membership_id_0d4a3795_fk_membershi FOREIGN KEY (membership_id) REFERENCES public.membership_membership(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_term
    ADD CONSTRAINT membership_term_order_line_id_b7f55ddd_fk_sales_orderline_id FOREIGN KEY (order_line_id) REFERENCES public.sales_orderline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.membership_term
    ADD CONSTRAINT membership_term_plan_id_874defb7_fk_membership_plan_id FOREIGN KEY (plan_id) REFERENCES public.membership_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_people_person_id FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_affiliation
    ADD CONSTRAINT people_affiliation_organisation_id_cbfb6d1c_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_affiliation
    ADD CONSTRAINT people_affiliation_person_id_8c379ef7_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_consent
    ADD CONSTRAINT people_consent_given_by_id_48a596ed_fk_people_person_id FOREIGN KEY (given_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_consent
    ADD CONSTRAINT people_consent_person_id_a757a92f_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_consent
    ADD CONSTRAINT people_consent_withdrawn_by_id_687f19d8_fk_people_person_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_hold
    ADD CONSTRAINT people_hold_person_id_2211a0fe_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_hub
    ADD CONSTRAINT people_hub_lead_id_18c881ed_fk_people_person_id FOREIGN KEY (lead_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_keptfile
    ADD CONSTRAINT people_keptfile_kept_by_id_06a599d7_fk_people_person_id FOREIGN KEY (kept_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_keptfile
    ADD CONSTRAINT people_keptfile_person_id_5c4c1585_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_merge
    ADD CONSTRAINT people_merge_by_id_dc211320_fk_people_person_id FOREIGN KEY (by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_merge
    ADD CONSTRAINT people_merge_kept_id_d4ee6e06_fk_people_person_id FOREIGN KEY (kept_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_merge
    ADD CONSTRAINT people_merge_merged_id_87dce616_fk_people_person_id FOREIGN KEY (merged_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_merge
    ADD CONSTRAINT people_merge_unmerged_by_id_db712b17_fk_people_person_id FOREIGN KEY (unmerged_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_move
    ADD CONSTRAINT people_move_merge_id_619d8565_fk_people_merge_id FOREIGN KEY (merge_id) REFERENCES public.people_merge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_person_groups
    ADD CONSTRAINT people_person_groups_group_id_3ba87606_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_person_groups
    ADD CONSTRAINT people_person_groups_person_id_b7e415fc_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_person
    ADD CONSTRAINT people_person_hub_id_c4dc41c9_fk_people_hub_id FOREIGN KEY (hub_id) REFERENCES public.people_hub(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_person
    ADD CONSTRAINT people_person_merged_into_id_138bbee4_fk_people_person_id FOREIGN KEY (merged_into_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_person_user_permissions
    ADD CONSTRAINT people_person_user_p_permission_id_24fa752f_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_person_user_permissions
    ADD CONSTRAINT people_person_user_p_person_id_755c9d0c_fk_people_pe FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_rolegrant
    ADD CONSTRAINT people_rolegrant_given_by_id_93b1b6a2_fk_people_person_id FOREIGN KEY (given_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_rolegrant
    ADD CONSTRAINT people_rolegrant_hub_id_504bc76b_fk_people_hub_id FOREIGN KEY (hub_id) REFERENCES public.people_hub(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_rolegrant
    ADD CONSTRAINT people_rolegrant_person_id_d0a7ad15_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_toldapart
    ADD CONSTRAINT people_toldapart_by_id_a7482a41_fk_people_person_id FOREIGN KEY (by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_toldapart
    ADD CONSTRAINT people_toldapart_one_id_d0e32f47_fk_people_person_id FOREIGN KEY (one_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_toldapart
    ADD CONSTRAINT people_toldapart_other_id_9001fde9_fk_people_person_id FOREIGN KEY (other_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_viewpermit
    ADD CONSTRAINT people_viewpermit_person_id_5eaecca6_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.practice_signpost
    ADD CONSTRAINT practice_signpost_country_id_4ea37f02_fk_practice_country_id FOREIGN KEY (country_id) REFERENCES public.practice_country(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_closing
    ADD CONSTRAINT privacy_closing_person_id_63947e05_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_by_id_5982a932_fk_people_person_id FOREIGN KEY (by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_person_id_793c261e_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_request
    ADD CONSTRAINT privacy_request_answered_by_id_91783418_fk_people_person_id FOREIGN KEY (answered_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_request
    ADD CONSTRAINT privacy_request_asked_by_id_16a383d1_fk_people_person_id FOREIGN KEY (asked_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_request
    ADD CONSTRAINT privacy_request_person_id_4489984f_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_review
    ADD CONSTRAINT privacy_review_by_id_6022a432_fk_people_person_id FOREIGN KEY (by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.publishing_author
    ADD CONSTRAINT publishing_author_person_id_0923c37b_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_author
    ADD CONSTRAINT publishing_author_portrait_id_52a0b7f2_fk_wagtailim FOREIGN KEY (portrait_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_blogindexpage
    ADD CONSTRAINT publishing_blogindex_page_ptr_id_1bd4f3d1_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_blogpost
    ADD CONSTRAINT publishing_blogpost_author_id_e15b186b_fk_publishing_author_id FOREIGN KEY (author_id) REFERENCES public.publishing_author(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_blogpost
    ADD CONSTRAINT publishing_blogpost_page_ptr_id_02e46519_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_homepage
    ADD CONSTRAINT publishing_homepage_feature_id_1ba07203_fk_publishin FOREIGN KEY (feature_id) REFERENCES public.publishing_blogpost(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_homepage
    ADD CONSTRAINT publishing_homepage_page_ptr_id_2c82d5cc_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_hubindexpage
    ADD CONSTRAINT publishing_hubindexp_page_ptr_id_1c98f2ad_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_hubpage
    ADD CONSTRAINT publishing_hubpage_hub_id_1b8b2785_fk_people_hub_id FOREIGN KEY (hub_id) REFERENCES public.people_hub(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_hubpage
    ADD CONSTRAINT publishing_hubpage_page_ptr_id_b5700adc_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_newsindexpage
    ADD CONSTRAINT publishing_newsindex_page_ptr_id_98dd54d6_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_newsitem
    ADD CONSTRAINT publishing_newsitem_hub_id_a6f41897_fk_people_hub_id FOREIGN KEY (hub_id) REFERENCES public.people_hub(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_newsitem
    ADD CONSTRAINT publishing_newsitem_page_ptr_id_22d63910_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_posttag
    ADD CONSTRAINT publishing_posttag_content_object_id_05c19d35_fk_publishin FOREIGN KEY (content_object_id) REFERENCES public.publishing_blogpost(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_posttag
    ADD CONSTRAINT publishing_posttag_tag_id_b75c2096_fk_taggit_tag_id FOREIGN KEY (tag_id) REFERENCES public.taggit_tag(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.publishing_standardpage
    ADD CONSTRAINT publishing_standardp_page_ptr_id_6dec93d7_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.repairs_repair
    ADD CONSTRAINT repairs_repair_rupture_id_2cd63d6b_fk_repairs_rupture_id FOREIGN KEY (rupture_id) REFERENCES public.repairs_rupture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.repairs_rupture
    ADD CONSTRAINT repairs_rupture_person_id_321a7823_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.repairs_steptaken
    ADD CONSTRAINT repairs_steptaken_message_id_b8bd0fd3_fk_mail_message_id FOREIGN KEY (message_id) REFERENCES public.mail_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.repairs_steptaken
    ADD CONSTRAINT repairs_steptaken_rupture_id_25d61c53_fk_repairs_rupture_id FOREIGN KEY (rupture_id) REFERENCES public.repairs_rupture(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_cardrequest
    ADD CONSTRAINT sales_cardrequest_person_id_85dff1a6_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_invoice
    ADD CONSTRAINT sales_invoice_corrects_id_04382e5a_fk_sales_invoice_id FOREIGN KEY (corrects_id) REFERENCES public.sales_invoice(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_invoice
    ADD CONSTRAINT sales_invoice_order_id_3db25fae_fk_sales_order_id FOREIGN KEY (order_id) REFERENCES public.sales_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_invoice
    ADD CONSTRAINT sales_invoice_refund_id_7c4450e6_fk_sales_refund_id FOREIGN KEY (refund_id) REFERENCES public.sales_refund(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_mandate
    ADD CONSTRAINT sales_mandate_payment_id_282a5516_fk_sales_payment_id FOREIGN KEY (payment_id) REFERENCES public.sales_payment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_mandate
    ADD CONSTRAINT sales_mandate_person_id_aa5fe283_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_mandate
    ADD CONSTRAINT sales_mandate_request_id_ea24f9f1_fk_sales_cardrequest_id FOREIGN KEY (request_id) REFERENCES public.sales_cardrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_order
    ADD CONSTRAINT sales_order_mandate_id_5e6363c6_fk_sales_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.sales_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_order
    ADD CONSTRAINT sales_order_person_id_ce517221_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_orderline
    ADD CONSTRAINT sales_orderline_order_id_9f597de6_fk_sales_order_id FOREIGN KEY (order_id) REFERENCES public.sales_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_payment
    ADD CONSTRAINT sales_payment_mandate_id_a91a35a9_fk_sales_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.sales_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_payment
    ADD CONSTRAINT sales_payment_order_id_65bb0653_fk_sales_order_id FOREIGN KEY (order_id) REFERENCES public.sales_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_refund
    ADD CONSTRAINT sales_refund_by_id_832c899f_fk_people_person_id FOREIGN KEY (by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_refund
    ADD CONSTRAINT sales_refund_order_id_e4e7c9a4_fk_sales_order_id FOREIGN KEY (order_id) REFERENCES public.sales_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sales_refund
    ADD CONSTRAINT sales_refund_payment_id_db81c21d_fk_sales_payment_id FOREIGN KEY (payment_id) REFERENCES public.sales_payment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.setup_setup
    ADD CONSTRAINT setup_setup_account_id_c51d021a_fk_people_person_id FOREIGN KEY (account_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_9957a03c_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_tag_id_f4f5b767_fk_taggit_tag_id FOREIGN KEY (tag_id) REFERENCES public.taggit_tag(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_allotment
    ADD CONSTRAINT teams_allotment_order_line_id_276ec8e2_fk_sales_orderline_id FOREIGN KEY (order_line_id) REFERENCES public.sales_orderline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_allotment
    ADD CONSTRAINT teams_allotment_team_id_80b0df97_fk_teams_team_id FOREIGN KEY (team_id) REFERENCES public.teams_team(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_invitation
    ADD CONSTRAINT teams_invitation_invited_by_id_41547d4c_fk_people_person_id FOREIGN KEY (invited_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_invitation
    ADD CONSTRAINT teams_invitation_letter_id_792b74fe_fk_mail_message_id FOREIGN KEY (letter_id) REFERENCES public.mail_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_invitation
    ADD CONSTRAINT teams_invitation_seat_id_e8b45625_fk_teams_seat_id FOREIGN KEY (seat_id) REFERENCES public.teams_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_invitation
    ADD CONSTRAINT teams_invitation_team_id_a2bdbbfc_fk_teams_team_id FOREIGN KEY (team_id) REFERENCES public.teams_team(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_proposal
    ADD CONSTRAINT teams_proposal_team_id_ea69efab_fk_teams_team_id FOREIGN KEY (team_id) REFERENCES public.teams_team(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_seat
    ADD CONSTRAINT teams_seat_assigned_by_id_696196a1_fk_people_person_id FOREIGN KEY (assigned_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_seat
    ADD CONSTRAINT teams_seat_ended_by_id_e585fb49_fk_people_person_id FOREIGN KEY (ended_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_seat
    ADD CONSTRAINT teams_seat_team_id_33952d80_fk_teams_team_id FOREIGN KEY (team_id) REFERENCES public.teams_team(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_seat
    ADD CONSTRAINT teams_seat_term_id_5e762ac2_fk_membership_term_id FOREIGN KEY (term_id) REFERENCES public.membership_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_team
    ADD CONSTRAINT teams_team_coordinator_id_559dc15e_fk_people_person_id FOREIGN KEY (coordinator_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_team
    ADD CONSTRAINT teams_team_organisation_id_c5f7ea41_fk_people_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_team
    ADD CONSTRAINT teams_team_plan_id_7b16c55c_fk_membership_plan_id FOREIGN KEY (plan_id) REFERENCES public.membership_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_tier
    ADD CONSTRAINT teams_tier_entered_by_id_02b679ab_fk_people_person_id FOREIGN KEY (entered_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_tier
    ADD CONSTRAINT teams_tier_plan_id_4c47ddf0_fk_membership_plan_id FOREIGN KEY (plan_id) REFERENCES public.membership_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.timeline_fact
    ADD CONSTRAINT timeline_fact_by_id_6c72993d_fk_people_person_id FOREIGN KEY (by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.timeline_fact
    ADD CONSTRAINT timeline_fact_corrects_id_2193fb28_fk_timeline_fact_id FOREIGN KEY (corrects_id) REFERENCES public.timeline_fact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.timeline_fact
    ADD CONSTRAINT timeline_fact_person_id_6a8752a3_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.timeline_facttext
    ADD CONSTRAINT timeline_facttext_fact_id_426a18d0_fk_timeline_fact_id FOREIGN KEY (fact_id) REFERENCES public.timeline_fact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.treasury_decision
    ADD CONSTRAINT treasury_decision_by_id_b180e3ef_fk_people_person_id FOREIGN KEY (by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.treasury_decision
    ADD CONSTRAINT treasury_decision_line_id_cf63cd24_fk_treasury_statementline_id FOREIGN KEY (line_id) REFERENCES public.treasury_statementline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.treasury_decision
    ADD CONSTRAINT treasury_decision_order_id_05968245_fk_sales_order_id FOREIGN KEY (order_id) REFERENCES public.sales_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.treasury_decision
    ADD CONSTRAINT treasury_decision_payment_id_3203fa22_fk_sales_payment_id FOREIGN KEY (payment_id) REFERENCES public.sales_payment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.treasury_decision
    ADD CONSTRAINT treasury_decision_undone_by_id_16e1f769_fk_people_person_id FOREIGN KEY (undone_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.treasury_statement
    ADD CONSTRAINT treasury_statement_received_by_id_7f8f94f4_fk_people_person_id FOREIGN KEY (received_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.treasury_statementline
    ADD CONSTRAINT treasury_statementli_statement_id_fc15d994_fk_treasury_ FOREIGN KEY (statement_id) REFERENCES public.treasury_statement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_content_type_id_4df7730e_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_user_id_6e1a9b70_fk_people_pe FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formsta_content_type_id_e32438b3_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_user_id_b910adc2_fk_people_person_id FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_user_id_49b1141b_fk_people_person_id FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collecti_collection_id_761908ec_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_collectionviewrestri_47320efd_fk_wagtailco FOREIGN KEY (collectionviewrestriction_id) REFERENCES public.wagtailcore_collectionviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_group_id_1823f2a3_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_page_id_108444b5_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_resolved_by_id_a282aa0e_fk_people_person_id FOREIGN KEY (resolved_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_revision_created_id_1d058279_fk_wagtailco FOREIGN KEY (revision_created_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_user_id_0c577ca6_fk_people_person_id FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentr_comment_id_afc7e027_fk_wagtailco FOREIGN KEY (comment_id) REFERENCES public.wagtailcore_comment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_user_id_d0b3b9c3_fk_people_person_id FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_group_id_2e64b61f_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_groupapprovaltask_id_9a9255ea_fk_wagtailco FOREIGN KEY (groupapprovaltask_id) REFERENCES public.wagtailcore_groupapprovaltask(task_ptr_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapp_task_ptr_id_cfe58781_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_collection_id_5423575a_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_group_id_05d61460_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_permission_id_1b626275_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_group_id_fc07e671_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_page_id_710b114a_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_permission_id_05acb22e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_group_id_e5cdbee4_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_permission_id_459b1f38_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_site_id_245de488_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellog_content_type_id_68849e77_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_alias_of_id_12945502_fk_wagtailcore_page_id FOREIGN KEY (alias_of_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_content_type_id_c28424df_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_latest_revision_id_e60fef51_fk_wagtailco FOREIGN KEY (latest_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_live_revision_id_930bd822_fk_wagtailco FOREIGN KEY (live_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locale_id_3c7e30a6_fk_wagtailcore_locale_id FOREIGN KEY (locale_id) REFERENCES public.wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locked_by_id_bcb86245_fk_people_person_id FOREIGN KEY (locked_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_owner_id_fbf7c332_fk_people_person_id FOREIGN KEY (owner_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pageloge_content_type_id_74e7708a_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_user_id_2409d2f4_fk_people_person_id FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_page_id_a085e7a6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_user_id_89d7def9_fk_people_pe FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_group_id_6460f223_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageview_page_id_15a8bea6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_pageviewrestriction__f147a99a_fk_wagtailco FOREIGN KEY (pageviewrestriction_id) REFERENCES public.wagtailcore_pageviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_base_content_type_id_313cf40f_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_content_type_id_766e0336_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_to_content_type_id_93690bbd_fk_django_co FOREIGN KEY (to_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_base_content_type_id_5b4ef7bd_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_content_type_id_c8cb69c0_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_root_page_id_e02fb95c_fk_wagtailcore_page_id FOREIGN KEY (root_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_content_type_id_249ab8ba_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_content_type_id_0a758fdc_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_finished_by_id_13f98229_fk_people_pe FOREIGN KEY (finished_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_revision_id_df25a499_fk_wagtailco FOREIGN KEY (revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_workflow_state_id_9239a775_fk_wagtailco FOREIGN KEY (workflow_state_id) REFERENCES public.wagtailcore_workflowstate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_task_id_c3677c34_fk_wagtailcore_task_id FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_for_content_type_id_b0fc87b2_fk_django_co FOREIGN KEY (for_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_uploaded_by_user_id_c7580fe8_fk_people_pe FOREIGN KEY (uploaded_by_user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_base_content_type_id_a30dc576_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_2bb78ce1_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_b261bb37_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_current_task_state_i_3a1a0632_fk_wagtailco FOREIGN KEY (current_task_state_id) REFERENCES public.wagtailcore_taskstate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_page_id_81e7bab6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_requested_by_id_4090bca3_fk_people_pe FOREIGN KEY (requested_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_task_id_ce7716fe_fk_wagtailco FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_1f18378f_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_56f56ff6_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_9aad7cd2_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_b9717175_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_collection_id_23881625_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_uploaded_by_user_id_17258b41_fk_people_pe FOREIGN KEY (uploaded_by_user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_collection_id_c2f8af7e_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_uploaded_by_user_id_5d73dc75_fk_people_pe FOREIGN KEY (uploaded_by_user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendit_image_id_3e1fd774_fk_wagtailim FOREIGN KEY (image_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_redirect_page_id_b5728a8f_fk_wagtailco FOREIGN KEY (redirect_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_site_id_780a0e1e_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexe_content_type_id_62ed694f_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_59c92331_fk_people_person_id FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.work_run
    ADD CONSTRAINT work_run_asked_by_id_ba11e81a_fk_people_person_id FOREIGN KEY (asked_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
