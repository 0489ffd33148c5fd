-- What briefings point at: events and plans that are promised for, reports that are shown. The tables came later.
alter table commitments
  add foreign key (event_id) references events (id) on delete set null,
  add foreign key (plan_id) references readiness_plans (id) on delete set null;
alter table briefings add foreign key (report_id) references period_reports (id) on delete set null;
alter table briefing_reports add foreign key (report_id) references period_reports (id) on delete cascade;
