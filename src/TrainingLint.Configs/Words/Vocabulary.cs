using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Words;

/// <summary>What keys mean in configs that belong to no framework: words as data, gathered from the frameworks' own habits.</summary>
internal static class Vocabulary
{
    /// <summary>Keys that hold the learning rate of an optimizer.</summary>
    public static IReadOnlyCollection<string> Rates { get; } = WordList.Of(
        "lr learning_rate base_lr base_learning_rate init_lr lr_init initial_lr initial_learning_rate learning_rate_init peak_lr lr_peak peak_learning_rate "
        + "max_lr lr_max max_learning_rate lr0 lr_0 learn_rate learningrate baselr optimizer_lr optim_lr opt_lr train_lr lr_base start_lr blr lrate lr_initial learning_rate_initial lr_value learning_rate_value train_initial_lr train_learning_rate training_lr training_learning_rate lr_peak_value optimizer_learning_rate");

    /// <summary>Of these, the ones that say that another rate beside them is only the start.</summary>
    public static IReadOnlyCollection<string> Peaks { get; } = WordList.Of("peak_lr lr_peak peak_learning_rate max_lr lr_max max_learning_rate");

    /// <summary>Words that name whose rate it is: each makes a recipe of its own, as in adversarial and actor-critic training.</summary>
    public static IReadOnlyCollection<string> Players { get; } = WordList.Of(
        "g d gen disc dis generator discriminator actor critic policy value vf pi q qf student teacher netg netd");

    /// <summary>Words that name a part of one model: each makes a parameter group.</summary>
    public static IReadOnlyCollection<string> Parts { get; } = WordList.Of(
        "backbone encoder decoder head embedding embeddings emb text unet vae vision visual audio language llm lm adapter lora new pretrained bias base bert cnn rnn crf classifier projector mlp proj fc transformer weights arch image prompt alpha meta inner outer model dynamics vit rest ae autoencoder");

    /// <summary>Settings by the words that name them anywhere in a document.</summary>
    public static IReadOnlyList<(SettingKey<double> Key, IReadOnlyCollection<string> Words)> Numbers { get; } =
    [
        (Facts.Momentum, WordList.Of("momentum sgd_momentum optimizer_momentum optim_momentum")),
        (Facts.Beta1, WordList.Of("beta1 beta_1 adamw_beta1 adam_beta1 adam_beta_1 b1 optimizer_beta1")),
        (Facts.Beta2, WordList.Of("beta2 beta_2 adamw_beta2 adam_beta2 adam_beta_2 b2 optimizer_beta2")),
        (Facts.WeightDecay, WordList.Of("weight_decay wd weightdecay optimizer_weight_decay l2_weight_decay w_decay decay_weight")),
        (Facts.WarmupSteps, WordList.Of("warmup_steps warmup_iters warmup_iter warmup_updates num_warmup_steps n_warmup_steps warmup_iterations lr_warmup_steps lr_warmup_iters num_warmup_iters warmup_step warm_up_steps warm_up_iters lr_warm_up_steps decay_warmup_steps optim_warmup_steps sched_warmup_steps scheduler_warmup_steps warmup_num_steps")),
        (Facts.WarmupEpochs, WordList.Of("warmup_epochs warmup_epoch lr_warmup_epochs warm_up_epochs num_warmup_epochs n_warmup_epochs warm_up_epoch lr_warmup_epoch epochs_warmup sched_warmup_epochs scheduler_warmup_epochs warmup_num_epochs wup_epochs")),
        (Facts.WarmupRatio, WordList.Of("warmup_ratio warmup_fraction warmup_proportion warmup_pct warmup_frac lr_warmup_fraction lr_warmup_ratio warmup_portion lr_warmup_steps_ratio warmup_steps_ratio")),
        (Facts.BatchSize, WordList.Of("batch_size batchsize train_batch_size batch_size_train per_device_train_batch_size micro_batch_size microbatch_size batch_size_per_gpu batch_size_per_device samples_per_gpu per_gpu_train_batch_size train_bs bs minibatch_size mini_batch_size batch_size_training per_gpu_batch_size device_batch_size train_batchsize ims_per_gpu sgd_minibatch_size train_micro_batch_size_per_gpu micro_batch_size_per_gpu train_batch_size0 train_batch_size1 dataloader_batch_size")),
        (Facts.EffectiveBatchSize, WordList.Of("global_batch_size total_batch_size effective_batch_size global_train_batch_size ims_per_batch")),
        (Facts.GradientAccumulation, WordList.Of("gradient_accumulation_steps gradient_accumulation accumulate_grad_batches accum_iter accum_grad grad_accum_steps grad_accum accumulation_steps gradient_accumulate_every grad_accumulation_steps iters_to_accumulate gradient_accumulation_step accumulate_steps accumulation")),
        (Facts.Epochs, WordList.Of("epochs num_epochs max_epochs n_epochs nb_epochs max_epoch num_train_epochs total_epochs total_epoch train_epochs nepochs end_epoch training_epochs n_epoch num_epoch epoch_num number_of_epochs nepoch epoch epochs_total max_num_epochs epoches max_epoches num_epoches train_epoches total_epoches n_epoches nb_epoch nb_epoches")),
        (Facts.MaxSteps, WordList.Of("max_steps total_steps max_iters max_iter num_train_steps train_steps num_iterations total_iters total_iter max_updates num_training_steps training_steps n_iters niter niters iterations max_train_steps total_iterations num_iters max_iterations train_iters n_steps_total total_training_steps num_updates max_step max_update train_iterations training_iterations total_step total_train_steps train_max_steps max_num_steps num_train_steps max_training_steps max_train_iters")),
        (Facts.Seed, WordList.Of("seed random_seed manual_seed rng_seed seed_everything global_seed random_state torch_seed train_seed seed_value pl_seed manualseed set_seed rand_seed")),
        (Facts.DataSeed, WordList.Of("data_seed dataloader_seed shuffle_seed")),
        (Facts.GradientClipNorm, WordList.Of("clip_grad_norm max_grad_norm grad_clip gradient_clip_val clip_norm grad_norm_clip gradient_clip clip_grad gradient_clipping grad_clip_norm clip_gradients clip_gradient max_gradient_norm gradient_clip_norm grad_norm max_norm grad_max_norm clip_max_norm gradient_max_norm grad_clipping grad_clip_max_norm max_grad_l2_norm")),
        (Facts.Dropout, WordList.Of("dropout dropout_rate drop_rate dropout_prob drop_prob p_dropout dropout_p hidden_dropout hidden_dropout_prob dropout_probability")),
        (Facts.LabelSmoothing, WordList.Of("label_smoothing label_smoothing_factor label_smooth smoothing ls_epsilon label_smoothing_eps")),
        (Facts.EmaDecay, WordList.Of("ema_decay ema_rate ema_momentum_decay model_ema_decay decay_ema")),
        (Facts.EarlyStoppingPatience, WordList.Of("early_stopping_patience early_stop_patience early_stop early_stopping_rounds patience_early_stopping es_patience")),
        (Facts.LoraRank, WordList.Of("lora_r lora_rank lora_dim")),
        (Facts.LoraAlpha, WordList.Of("lora_alpha")),
        (Facts.Discount, WordList.Of("discount discount_factor gamma_discount")),
        (Facts.GaeLambda, WordList.Of("gae_lambda gae_lam lambda_gae")),
        (Facts.FinalLearningRate, WordList.Of("min_lr lr_min final_lr end_lr lr_end lr_final eta_min min_learning_rate end_learning_rate final_learning_rate minimum_learning_rate lr_floor")),
        (Facts.WarmupStartLearningRate, WordList.Of("warmup_lr warmup_init_lr warmup_start_lr warmup_learning_rate start_warmup_lr lr_warmup_init")),
    ];

    /// <summary>Keys that may hold the final rate as a fraction of the peak just as well as absolute.</summary>
    public static IReadOnlyCollection<string> AmbiguousFloors { get; } = WordList.Of("min_lr lr_min min_learning_rate minimum_learning_rate lr_floor lr_final final_lr");

    /// <summary>Words that some programs take in the place of a rate, and what it then is depends on the program.</summary>
    public static IReadOnlyCollection<string> RateModes { get; } = WordList.Of("constant adaptive invscaling optimal linear cosine step poly polynomial exponential plateau dynamic default none schedule scheduled custom annealing cyclic onecycle warmup noam");

    /// <summary>Keys that name an optimizer, or hold the mapping that does.</summary>
    public static IReadOnlyCollection<string> Optimizers { get; } = WordList.Of(
        "optimizer optim opt lr_method optimizer_name optimizer_type optim_name optim_type opt_name opt_type optimizer_class optimiser optimizer_cls optim_method optimization_method optimizing_method solver_type optim_class optimizer_conf optim_conf optimizer_config optimizer_cfg optim_cfg optimizers optimizer_g optimizer_d optim_g optim_d g_optimizer d_optimizer e_optimizer generator_optimizer discriminator_optimizer optimization optimizer_args optim_args optimizer_params optimizer_kwargs optimizer_settings torch_optim_name");

    /// <summary>Keys that name a schedule, or hold the mapping that does.</summary>
    public static IReadOnlyCollection<string> Schedules { get; } = WordList.Of(
        "scheduler lr_scheduler lr_schedule schedule lr_policy lr_decay_style scheduler_type scheduler_name lr_scheduler_type lr_scheduler_name sched learning_rate_scheduler learning_rate_schedule lr_decay_type lr_decay_schedule schedule_type lr_sched lrschedule lr_schedule_type decay_method lr_strategy scheduler_config scheduler_conf scheduler_params lr_config g_scheduler d_scheduler e_scheduler generator_scheduler discriminator_scheduler");

    /// <summary>Keys inside such a mapping that hold the name.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["type", "name", "_target_", "class_path", "_component_", "target", "class", "cls", "method", "algorithm", "algo", "kind", "optimizer", "class_name", "_name", "_name_", "module", "optimizer_type", "optimizer_name", "policy", "NAME", "TYPE"];

    /// <summary>Keys whose presence tells that a document configures a training.</summary>
    public static IReadOnlyCollection<string> Evidence { get; } = new HashSet<string>(
        Numbers.Where(row => row.Key != Facts.Dropout && row.Key != Facts.Seed && row.Key != Facts.Discount).SelectMany(row => row.Words)
            .Concat(Optimizers).Concat(Schedules)
            .Concat(WordList.Of("train training trainer hparams hyperparameters hyperparams train_config training_args train_args loss criterion betas fp16 bf16 amp class_path init_args _target_ target train_dataset train_data train_loader max_seq_length num_workers")),
        StringComparer.Ordinal);

    /// <summary>Keys that only reinforcement learning has; beside one of them, gamma is a discount.</summary>
    public static IReadOnlyCollection<string> Reinforcement { get; } = WordList.Of(
        "cost_gamma cost_limit lam_c env env_id env_name environment gym_id num_envs n_envs clip_range clip_param gae_lambda lam entropy_coef entropy_coeff ent_coef vf_coef value_coef replay_buffer_size replay_size buffer_size "
        + "rollout_length rollout_steps num_rollout_steps total_timesteps timesteps_total target_update_interval target_update_freq num_sgd_iter episode_length max_episode_steps reward_scale ppo_epochs");

    /// <summary>Keys of federated training, whose clients take plain steps so that averaging them means something.</summary>
    public static IReadOnlyCollection<string> Federation { get; } = WordList.Of(
        "federate federated fedavg fedprox fedopt num_clients client_num n_clients total_clients clients_per_round client_num_per_round "
        + "client_num_in_total local_update_steps local_epochs local_ep num_rounds total_round_num comm_round communication_rounds");

    /// <summary>Sections in which nothing belongs to the training itself.</summary>
    public static IReadOnlyCollection<string> OtherSections { get; } = WordList.Of(
        "val valid validation dev test eval evaluation inference infer predict sampling sample generation deploy export quantization val_dataloader test_dataloader eval_dataset val_dataset test_dataset logging transforms transform preprocessing postprocessing augmentation augmentations validate metrics check_metrics assert_info");

    /// <summary>Keys that only files of other kinds have at their top: workflows, compose files, manifests, dependency lists.</summary>
    public static IReadOnlyCollection<string> OtherFiles { get; } = WordList.Of(
        "jobs services apiversion dependencies repos stages steps_ci openapi swagger workflows nav site_name packages scripts compileroptions");
}
