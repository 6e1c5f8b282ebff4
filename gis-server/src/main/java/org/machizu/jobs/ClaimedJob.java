package org.machizu.jobs;

/** A job that a server has taken, with what it is to do. */
public record ClaimedJob(Job job, JobWork work) {}
