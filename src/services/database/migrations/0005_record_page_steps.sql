-- Records steps from page to page in one round trip. Each array holds one value per step; a step
-- without a url ends its connection's page. Steps of one person stand together, and people in the
-- same order in every batch, so that batches of several processes wait instead of deadlocking.
--
-- A page goes on where the tab's newest one has the same url and was left less than a minute ago:
-- a reload, a reconnect or another process is no new page. The row's connection is who is there;
-- a late leave of the one before finds nothing of its own and ends nothing.
CREATE FUNCTION record_page_steps(
  tenant_keys text[],
  user_ids text[],
  kinds text[],
  connection_ids text[],
  tabs text[],
  urls text[],
  titles text[],
  moments text[]
) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  tenant bigint;
  moment timestamptz(3);
  newest page_views;
BEGIN
  FOR nth IN 1 .. cardinality(user_ids) LOOP
    moment := moments[nth]::timestamptz;
    UPDATE page_views v SET left_at = greatest(v.entered_at, moment)
      WHERE v.connection_id = connection_ids[nth] AND v.left_at IS NULL;
    CONTINUE WHEN urls[nth] IS NULL;

    SELECT t.id INTO tenant FROM tenants t WHERE t.key = tenant_keys[nth];
    CONTINUE WHEN NOT FOUND;

    SELECT * INTO newest FROM page_views v
      WHERE v.tenant_id = tenant AND v.user_id = user_ids[nth] AND v.tab = tabs[nth]
      ORDER BY v.entered_at DESC, v.id DESC LIMIT 1;
    IF newest.url = urls[nth] AND coalesce(newest.left_at, moment) >= moment - interval '1 minute' THEN
      UPDATE page_views v
        SET left_at = NULL, connection_id = connection_ids[nth], title = coalesce(titles[nth], v.title)
        WHERE v.id = newest.id;
    ELSE
      UPDATE page_views v SET left_at = greatest(v.entered_at, moment)
        WHERE v.tenant_id = tenant AND v.user_id = user_ids[nth] AND v.tab = tabs[nth]
          AND tabs[nth] <> '' AND v.left_at IS NULL;
      INSERT INTO page_views (tenant_id, user_id, kind, connection_id, tab, url, title, entered_at)
        VALUES (tenant, user_ids[nth], kinds[nth], connection_ids[nth], tabs[nth], urls[nth],
          titles[nth], moment);
    END IF;
  END LOOP;
END
$$;
