from django.urls import path

from voimala.partners import views
from voimala.partners.views import agreements

app_name = "partners"
urlpatterns = [
    path("settings/duties/", views.duties, name="duties"),
    path("settings/duties/<str:public_id>/", views.duty, name="duty"),
    path("partners/", views.partners, name="partners"),
    path("partners/add/", views.add, name="add"),
    path("partners/organisations/", views.organisations, name="organisations"),
    path("partners/units/", views.units, name="units"),
    path("partners/units/<str:public_id>/", views.edit_unit, name="edit_unit"),
    path("partners/contacts/", views.contacts, name="contacts"),
    path("partners/contacts/<str:public_id>/", views.edit_contact, name="edit_contact"),
    path("partners/memberships/<str:public_id>/", views.edit_membership, name="edit_membership"),
    path("partners/roles/", views.roles, name="roles"),
    path("partners/roles/add/", views.new_role, name="new_role"),
    path("partners/roles/invite/", views.invite_page, name="invite"),
    path("partners/roles/<str:public_id>/", views.role, name="role"),
    path("partners/invitations/<str:public_id>/", views.invitation, name="invitation"),
    path("partners/<str:public_id>/", views.organisation, name="organisation"),
    path("partners/<str:public_id>/edit/", views.edit_organisation, name="edit_organisation"),
    path("partners/<str:public_id>/units/add/", views.new_unit, name="new_unit"),
    path("partners/<str:public_id>/contacts/add/", views.new_contact, name="new_contact"),
    path("partners/<str:public_id>/memberships/add/", views.new_membership, name="new_membership"),
    path("contributions/", views.contributions, name="contributions"),
    path("contributions/add/", views.contribution, name="contribution"),
    path("contributions/<str:public_id>/", views.ledger, name="ledger"),
    path("contributions/<str:public_id>/<str:row>/", views.entry, name="entry"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/new/", agreements.agreement_new, name="agreement_new"),
    path("agreements/templates/", agreements.agreement_templates, name="agreement_templates"),
    path("agreements/templates/<str:kind>/", agreements.agreement_template, name="agreement_template"),
    path("agreements/<str:public_id>/", agreements.agreement, name="agreement"),
    path("agreements/<str:public_id>/amend/", agreements.agreement_amend, name="agreement_amend"),
    path("agreements/<str:public_id>/end/", agreements.agreement_end, name="agreement_end"),
    path("agreements/<str:public_id>/review/", agreements.agreement_review, name="agreement_review"),
    path("agreements/<str:public_id>/join/", agreements.agreement_join, name="agreement_join"),
    path(
        "agreements/<str:public_id>/parties/<str:party>/", agreements.agreement_party, name="agreement_party"
    ),
    path(
        "agreements/<str:public_id>/parties/<str:party>/sign/",
        agreements.agreement_sign,
        name="agreement_sign",
    ),
    path(
        "agreements/<str:public_id>/parties/<str:party>/leave/",
        agreements.agreement_leave,
        name="agreement_leave",
    ),
    path("agreements/<str:public_id>/texts/<int:number>/", agreements.agreement_text, name="agreement_text"),
    path(
        "agreements/<str:public_id>/texts/<int:number>/edit/",
        agreements.agreement_text_edit,
        name="agreement_text_edit",
    ),
    path(
        "agreements/<str:public_id>/texts/<int:number>/step/",
        agreements.agreement_text_step,
        name="agreement_text_step",
    ),
    path(
        "agreements/<str:public_id>/texts/<int:number>/pdf/",
        agreements.agreement_file,
        {"kind": "pdf"},
        name="agreement_pdf",
    ),
    path(
        "agreements/<str:public_id>/texts/<int:number>/word/",
        agreements.agreement_file,
        {"kind": "docx"},
        name="agreement_word",
    ),
]
